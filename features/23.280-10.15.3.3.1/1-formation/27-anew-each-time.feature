@clause:10.15.3.3.1
Feature: Anew each time - what is looked up for one regroup is looked up again for the next

  Who is affiliated and which groups are regrouped is a matter of the moment at which it
  is asked, whatever it was before.

  Background:
    Given these MC service groups:
      | group  | home MC system | affiliated members | other members |
      | Fire-1 | primary        | Ana, Dan           |               |
      | Fire-2 | primary        | Eve                |               |
      | Med-7  | partner        | Ben                | Cleo          |
      | Med-8  | partner        | Gil                |               |
    And Ana may initiate a preconfigured regroup

  Rule: Members are found anew for each regroup

    @tp:PGR_QSRV_BV_64 @req:STEP-6-b @req:STEP-6-d @req:STEP-7-a @req:STEP-10-c
    Scenario: The same groups are regrouped again when another member is affiliated
      Given Ana has regrouped Fire-1 and Med-7 into Joint-9
      When Ana cancels the regroup
      And Cleo affiliates to Med-7
      And Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-8
      Then Ben, Cleo and Dan receive a preconfigured regroup request
      And Ben, Cleo and Dan are affiliated to the regroup group
      And Ana receives a preconfigured regroup response

  Rule: A group is regrouped from when its temporary group is made until it is torn down

    @tp:PGR_PSRV_BI_51 @req:STEP-3-f @req:STEP-4a-1 @needs:temporary-group
    Scenario: The configuration of another group was told since
      Given Fire-1 is in the temporary group Temp-5
      When the primary group management server repeats the configuration of Fire-2
      And Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Ana receives a preconfigured regroup reject: group already regrouped
      And nothing leaves the primary MC system

    @tp:PGR_PSRV_BI_52 @req:STEP-3-f @req:STEP-4a-1 @needs:temporary-group
    Scenario: A second temporary group follows the first
      Given Fire-1 is in the temporary group Temp-5
      When the temporary group Temp-5 is torn down
      And Fire-1 is put into the temporary group Temp-5
      And Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Ana receives a preconfigured regroup reject: group already regrouped
      And nothing leaves the primary MC system

    @tp:PGR_QSRV_BI_24 @req:STEP-6-a @req:STEP-6-e @needs:temporary-group
    Scenario: A second temporary group follows the first in the partner MC system
      Given Med-7 is in the temporary group Temp-5
      When the temporary group Temp-5 is torn down
      And Med-7 is put into the temporary group Temp-5
      And Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then the partner MC service server answers with a preconfigured regroup reject: group already regrouped
      And Ana receives a preconfigured regroup reject: group already regrouped

  Rule: What becomes of a group otherwise ends no regroup of it

    @tp:PGR_PSRV_BV_66 @req:POST-1 @needs:temporary-group
    Scenario: A primary-homed group is put into a temporary group
      Given Ana has regrouped Fire-1 and Med-7 into Joint-9
      When Fire-1 is put into the temporary group Temp-5
      Then the regroup is in force
      And Ben and Dan are affiliated to the regroup group

    @tp:PGR_QSRV_BV_65 @req:POST-1 @needs:temporary-group
    Scenario: A partner-homed group is put into a temporary group
      Given Ana has regrouped Fire-1 and Med-7 into Joint-9
      When Med-7 is put into the temporary group Temp-5
      Then the regroup is in force
      And Ben and Dan are affiliated to the regroup group

  Rule: The cancellation of a regroup ends no temporary group

    @tp:PGR_PSRV_BI_90 @req:STEP-3-f @req:STEP-4a-1 @needs:temporary-group
    Scenario: A regroup is cancelled whose primary-homed group is in a temporary group
      Given Ana has regrouped Fire-1 and Med-7 into Joint-9
      When Fire-1 is put into the temporary group Temp-5
      And Ana cancels the regroup
      And Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-8
      Then Ana receives a preconfigured regroup reject: group already regrouped
      And nothing leaves the primary MC system

    @tp:PGR_QSRV_BI_78 @req:STEP-6-a @req:STEP-6-e @needs:temporary-group
    Scenario: A regroup is cancelled whose partner-homed group is in a temporary group
      Given Ana has regrouped Fire-1 and Med-7 into Joint-9
      When Med-7 is put into the temporary group Temp-5
      And Ana cancels the regroup
      And Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-8
      Then the partner MC service server answers with a preconfigured regroup reject: group already regrouped
