@clause:10.15.3.3.1
Feature: When users leave - what their going does to a regroup in force

  Users log off, leave groups and come to others. None of that ends the regroup, frees
  its groups or brings anybody back who has left.

  Background:
    Given these MC service groups:
      | group  | home MC system | affiliated members | other members |
      | Fire-1 | primary        | Ana, Dan           |               |
      | Fire-2 | primary        | Eve                |               |
      | Med-7  | partner        | Ben, Dan           | Cleo          |
      | Med-8  | partner        | Gil                |               |
    And Ana may initiate a preconfigured regroup
    And Ivo may initiate a preconfigured regroup
    And Ana has regrouped Fire-1 and Med-7 into Joint-9

  Rule: The regroup outlives whoever leaves

    @tp:PGR_PSRV_BI_32 @req:POST-1 @req:STEP-4a-1
    Scenario: A regrouped group is refused to another requester though its requester has logged off
      When Ana logs off
      And Ivo initiates a preconfigured regroup of Fire-1 and Med-8 into Joint-8
      Then Ivo receives a preconfigured regroup reject: group already regrouped
      And nothing leaves the primary MC system

    @tp:PGR_PSRV_BI_33 @req:POST-1 @req:STEP-4a-1
    Scenario: A regrouped group is refused to another requester though its requester has left it
      When Ana ceases to be affiliated to Fire-1
      And Ivo initiates a preconfigured regroup of Fire-1 and Med-8 into Joint-8
      Then Ivo receives a preconfigured regroup reject: group already regrouped
      And nothing leaves the primary MC system

    @tp:PGR_PSRV_BV_45 @req:POST-1
    Scenario: The regroup outlives the affiliation of its requester
      When Ana ceases to be affiliated to Fire-1
      Then the regroup is in force
      And Ben and Dan are affiliated to the regroup group

    @tp:PGR_QSRV_BV_44 @req:POST-1
    Scenario: The regroup outlives the affiliation of its last member in the partner MC system
      When Dan ceases to be affiliated to Fire-1 and Med-7
      And Ben ceases to be affiliated to Med-7
      Then the regroup is in force
      And Ben and Dan are not affiliated to the regroup group

    @tp:PGR_PSRV_BV_46 @req:POST-1 @req:STEP-4a-6
    Scenario: The requester forms a second regroup of other groups
      When Ana initiates a preconfigured regroup of Fire-2 and Med-8
      Then Ana receives a preconfigured regroup response
      And the regroup is in force

  Rule: Whoever leaves stays out, and whoever takes part is asked no more

    @tp:PGR_QSRV_BI_30 @req:POST-2b @needs:second-partner
    Scenario: A member leaves a group that a refused regroup listed too
      Given Hana may initiate a preconfigured regroup
      And these MC service groups:
        | group   | home MC system | affiliated members |
        | Coast-3 | second partner | Hana               |
      When Hana initiates a preconfigured regroup of Fire-1 and Med-8 into Joint-8
      And Dan ceases to be affiliated to Med-7
      And Dan ceases to be affiliated to Fire-1
      Then Dan is not affiliated to the regroup group

    @tp:PGR_QSRV_BV_45 @req:POST-2b
    Scenario: A member who has left stays out when another joins, and so does who joined and has left
      When Ben ceases to be affiliated to Med-7
      And Cleo affiliates to Med-7
      And Cleo ceases to be affiliated to Med-7
      Then Ben and Cleo are not affiliated to the regroup group
      And the regroup is in force

    @tp:PGR_QSRV_BI_77 @req:POST-2b
    Scenario: The acknowledgement of a member comes when the member has left
      Given Gil acknowledges regroup requests last of all
      When Ivo initiates a preconfigured regroup of Fire-2 and Med-8 into Joint-8
      And Gil ceases to be affiliated to Med-8
      Then Gil is not affiliated to the regroup group

    @tp:PGR_QSRV_BV_46 @req:INV-6
    Scenario: A member who takes part affiliates to one more of the regrouped groups
      Given these MC service groups:
        | group  | home MC system | affiliated members | other members |
        | Fire-1 | primary        | Ana, Dan           | Ben           |
      When Ben affiliates to Fire-1
      Then Ben receives no preconfigured regroup request
      And Ben is affiliated to the regroup group

  Rule: The cancellation lets everybody go

    @tp:PGR_PSRV_BV_49 @beyond-spec
    Scenario: A member in the primary MC system takes no part any more after the cancellation
      Given these MC service groups:
        | group  | home MC system | affiliated members |
        | Fire-1 | primary        | Ana, Dan, Eve      |
      When Ana cancels the regroup
      Then Eve is not affiliated to the regroup group
      And the regroup is no longer in force
