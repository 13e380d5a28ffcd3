@clause:10.15.3.3.1
Feature: Nothing comes of it - who and what a regroup leaves alone

  A request that was refused has ended, whatever becomes free afterwards, and a regroup in
  force is the business of its own groups only.

  Background:
    Given these MC service groups:
      | group  | home MC system | affiliated members | other members |
      | Fire-1 | primary        | Ana, Eve           |               |
      | Fire-2 | primary        | Ivo                | Finn          |
      | Med-7  | partner        | Ben                |               |
      | Med-8  | partner        | Cleo               | Gil           |
    And Ana may initiate a preconfigured regroup

  Rule: Who affiliates to a group that is not regrouped is not asked

    @tp:PGR_QSRV_BI_33 @req:NOTE-2
    Scenario: A member in the partner MC system affiliates to a group that is not listed
      Given Ana has regrouped Fire-1 and Med-7 into Joint-9
      When Gil affiliates to Med-8
      Then Gil receives no preconfigured regroup request
      And Gil is not affiliated to the regroup group

    @tp:PGR_PSRV_BI_61 @req:WIRE-2
    Scenario: A member in the primary MC system affiliates to a group that is not listed
      Given Ana has regrouped Fire-1 and Med-7 into Joint-9
      When Finn affiliates to Fire-2
      Then Finn receives no preconfigured regroup request
      And Finn is not told of the regrouping

    @tp:PGR_QSRV_BI_75 @req:STEP-10-a @needs:second-partner @needs:findsMembersElsewhere
    Scenario: A member in an MC system that takes no part affiliates to a regrouped group
      Given these MC service groups:
        | group | home MC system | affiliated members | other members |
        | Med-7 | partner        | Ben                | Hana          |
      And Ana has regrouped Fire-1 and Med-7 into Joint-9
      When Hana affiliates to Med-7
      Then Hana receives no preconfigured regroup request
      And Hana is not affiliated to the regroup group

  Rule: The home of the preconfigured group is asked for its groups only

    @tp:PGR_PSRV_BI_64 @req:STEP-3-d @needs:second-partner
    Scenario: The preconfigured group is homed where no listed group is
      Given these MC service groups:
        | group    | home MC system | affiliated members |
        | Coast-3  | second partner | Hana               |
        | Crisis-2 | partner        |                    |
      When Ana initiates a preconfigured regroup of Fire-1 and Coast-3 into Joint-9 with the configuration of Crisis-2
      Then the partner MC service server receives no preconfigured regroup request
      And Hana receives a preconfigured regroup request

  Rule: A configuration that is told once more changes nothing

    @tp:PGR_PSRV_BI_65 @req:STEP-3-f @req:STEP-4a-1 @needs:temporary-group
    Scenario: The configuration of a group in a temporary group is told once more
      Given Fire-1 is in the temporary group Temp-5
      When the primary group management server repeats the configuration of Fire-1
      And Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Ana receives a preconfigured regroup reject: group already regrouped
      And nothing leaves the primary MC system

    @tp:PGR_QSRV_BI_76 @req:STEP-6-a @req:STEP-6-e @needs:temporary-group
    Scenario: The configuration of a partner-homed group in a temporary group is told once more
      Given Med-7 is in the temporary group Temp-5
      When the partner group management server repeats the configuration of Med-7
      And Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then the partner MC service server answers with a preconfigured regroup reject: group already regrouped
      And Ana receives a preconfigured regroup reject: group already regrouped

  Rule: A request that was refused is not taken up when its groups become free

    @tp:PGR_PSRV_BI_62 @req:STEP-4a-5
    Scenario: The regroup in the way is cancelled
      Given Ana has regrouped Fire-1 and Med-7 into Joint-9
      And Ivo may initiate a preconfigured regroup
      When Ivo initiates a preconfigured regroup of Fire-1 and Med-8 into Joint-8
      And Ana cancels the first regroup
      Then Cleo receives no preconfigured regroup request
      And Ivo receives no preconfigured regroup response

    @tp:PGR_PSRV_BI_63 @req:STEP-4a-5 @needs:temporary-group
    Scenario: The temporary group in the way is torn down
      Given Fire-1 is in the temporary group Temp-5
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      And the temporary group Temp-5 is torn down
      Then nothing leaves the primary MC system

    @tp:PGR_QSRV_BI_34 @req:STEP-6-a @needs:temporary-group
    Scenario: The temporary group in the way at the partner is torn down
      Given Med-7 is in the temporary group Temp-5
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      And the temporary group Temp-5 is torn down
      Then Ben receives no preconfigured regroup request
