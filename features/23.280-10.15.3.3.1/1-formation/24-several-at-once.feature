@clause:10.15.3.3.1
Feature: Several at once - what holds of one regroup holds of as many as there are

  A server whose tables are as large as the usual example forgets what comes beyond them.

  Background:
    Given these MC service groups:
      | group  | home MC system | affiliated members |
      | Fire-1 | primary        | Ana, Ben, Eve      |
      | Fire-2 | primary        | Eve                |
      | Med-7  | partner        | Ben, Dan           |
      | Med-8  | partner        | Ben, Gil           |
      | Twin-1 | partner        | Jan                |
    And Ana may initiate a preconfigured regroup
    And Ivo may initiate a preconfigured regroup
    And Jan may initiate a preconfigured regroup

  Rule: Each of several regroups stays in effect

    @tp:PGR_PSRV_BI_48 @req:POST-1 @req:STEP-4a-1
    Scenario: The group of the first of three regroups is refused at its primary
      Given Ana has regrouped Fire-1 and Med-7 into Joint-9
      And Ivo has regrouped Fire-2 into Joint-8
      And Ivo has regrouped Med-8 into Joint-6
      When Ivo initiates a preconfigured regroup of Fire-1 and Twin-1 into Joint-7
      Then Ivo receives a preconfigured regroup reject: group already regrouped
      And nothing leaves the primary MC system

    @tp:PGR_QSRV_BI_19 @req:POST-1 @req:STEP-6-a @req:STEP-6-e
    Scenario: The group of the first of three regroups is refused at a partner
      Given Jan has regrouped Med-7 into Joint-9
      And Jan has regrouped Med-8 into Joint-8
      And Jan has regrouped Twin-1 into Joint-7
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-6
      Then the partner MC service server answers with a preconfigured regroup reject: group already regrouped
      And Ana receives a preconfigured regroup reject: group already regrouped

  Rule: The end of one regroup is the end of no other

    @tp:PGR_QSRV_BI_20 @req:POST-1 @req:POST-2a
    Scenario: Members of two regroups take part in the one that is not cancelled, though it has the same name in another domain
      Given Ivo has regrouped Fire-2 and Med-8 into Twin-9
      And Ana has regrouped Fire-1 and Med-7 into Joint-9
      When Ana cancels the regroup
      Then Ana receives a preconfigured regroup cancel response
      And Dan is not affiliated to the regroup group
      And the regroup is no longer in force

  Rule: What is called off before it is formed is over

    @tp:PGR_PSRV_TI_41 @req:STEP-4a-6
    Scenario: A regroup that is cancelled while it is being formed leaves its groups free
      Given the partner MC service server answers late
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      And Ana cancels the regroup
      And Ivo initiates a preconfigured regroup of Fire-1 and Med-8 into Joint-8
      Then Ana receives a preconfigured regroup cancel response

  Rule: No two regroups in effect have one identity

    @tp:PGR_PSRV_BI_49 @req:INV-3
    Scenario: An identity is assigned after the first of two regroups was cancelled
      Given Ana has regrouped Fire-1 and Med-7 into Joint-9
      When Ivo initiates a preconfigured regroup of Fire-2 and Med-8
      And Ana cancels the first regroup
      And Ana initiates a preconfigured regroup of Fire-1 and Med-7
      Then Ana receives a preconfigured regroup response

  Rule: What another MC system has ended holds no group any more

    @tp:PGR_PSRV_BV_64 @req:STEP-4a-6
    Scenario: A primary-homed group was regrouped by the partner MC system
      Given Jan has regrouped Fire-2 and Med-8 into Joint-7
      When Jan cancels the regroup
      And Ana initiates a preconfigured regroup of Fire-2 and Med-7 into Joint-9
      Then Ana receives a preconfigured regroup request return: authorized
      And Ana receives a preconfigured regroup response
