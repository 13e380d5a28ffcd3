@clause:10.15.3.3.1
Feature: However long and however often - what neither time nor repetition ends

  Nothing but its end ends a temporary group, a regroup or the part of a member in it;
  and a regroup that ends for the second time ends as it did for the first.

  Background:
    Given these MC service groups:
      | group  | home MC system | affiliated members |
      | Fire-1 | primary        | Ana, Ben, Eve      |
      | Fire-2 | primary        | Finn               |
      | Med-7  | partner        | Ben, Dan, Eve      |
      | Med-8  | partner        | Gil                |
    And Ana may initiate a preconfigured regroup
    And Ivo may initiate a preconfigured regroup

  Rule: A temporary group stands until it is torn down

    @tp:PGR_PSRV_BI_54 @req:STEP-3-f @req:STEP-4a-1 @needs:temporary-group
    Scenario: The temporary group of a primary-homed group was made two days ago
      Given Fire-1 is in the temporary group Temp-5
      When 48 hours pass
      And Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Ana receives a preconfigured regroup reject: group already regrouped
      And nothing leaves the primary MC system

    @tp:PGR_QSRV_BI_26 @req:STEP-6-a @req:STEP-6-e @needs:temporary-group
    Scenario: The temporary group of a partner-homed group was made two days ago
      Given Med-7 is in the temporary group Temp-5
      When 48 hours pass
      And Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then the partner MC service server answers with a preconfigured regroup reject: group already regrouped
      And Ana receives a preconfigured regroup reject: group already regrouped

  Rule: Only the MC system that formed a regroup ends it

    @tp:PGR_PSRV_BI_55 @req:POST-1 @req:STEP-4a-1 @needs:looksWhoCancels
    Scenario: A user asks the own server to cancel what another MC system formed
      Given Jan may initiate a preconfigured regroup
      And Jan has regrouped Fire-2 and Med-8 into Joint-7
      When Ivo cancels the regroup
      And Ana initiates a preconfigured regroup of Fire-2 and Med-7 into Joint-9
      Then Ana receives a preconfigured regroup reject: group already regrouped
      And nothing leaves the primary MC system

  Rule: A member takes part as long as one affiliation lasts

    @tp:PGR_PSRV_BV_68 @req:POST-2a
    Scenario: A member in the primary MC system takes part two days later
      Given Ana has regrouped Fire-1 and Med-7 into Joint-9
      When 48 hours pass
      And Eve ceases to be affiliated to Med-7
      Then Eve is affiliated to the regroup group

    @tp:PGR_QSRV_BV_76 @req:POST-2a
    Scenario: Members in the partner MC system take part two days later
      Given Ana has regrouped Fire-1 and Med-7 into Joint-9
      When 48 hours pass
      And Ben ceases to be affiliated to Fire-1
      Then Ben and Dan are affiliated to the regroup group

    @tp:PGR_PSRV_BV_69 @req:POST-2a
    Scenario: A member in the primary MC system asks for MC service once more
      Given Ana has regrouped Fire-1 and Med-7 into Joint-9
      When Eve logs on again
      And Eve ceases to be affiliated to Med-7
      Then Eve is affiliated to the regroup group

    @tp:PGR_QSRV_BV_77 @req:POST-2a
    Scenario: A member in the partner MC system asks for MC service once more
      Given Ana has regrouped Fire-1 and Med-7 into Joint-9
      When Ben logs on again
      And Ben ceases to be affiliated to Fire-1
      Then Ben is affiliated to the regroup group

  Rule: A cancellation frees the groups each time

    @tp:PGR_PSRV_BV_70 @req:STEP-4a-6
    Scenario: An identity was formed and cancelled twice, and a primary-homed group is free
      Given Ana has regrouped Fire-1 and Med-7 into Joint-9
      When Ana cancels the regroup
      And Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      And Ana cancels the regroup
      And Ivo initiates a preconfigured regroup of Fire-1 and Med-8 into Joint-8
      Then Ivo receives a preconfigured regroup request return: authorized
      And Ivo receives a preconfigured regroup response

    @tp:PGR_QSRV_BV_78 @req:STEP-6-a @req:STEP-11-a
    Scenario: An identity was formed and cancelled twice, and a partner-homed group is free
      Given Ana has regrouped Fire-1 and Med-7 into Joint-9
      When Ana cancels the regroup
      And Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      And Ana cancels the regroup
      And Ivo initiates a preconfigured regroup of Fire-2 and Med-7 into Joint-8
      Then Ben and Dan receive a preconfigured regroup request
      And Ivo receives a preconfigured regroup response
