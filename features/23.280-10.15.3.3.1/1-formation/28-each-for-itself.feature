@clause:10.15.3.3.1
Feature: Each for itself - members, groups and regroups that have nothing to do with each other

  Background:
    Given these MC service groups:
      | group  | home MC system | affiliated members | other members |
      | Fire-1 | primary        | Ana, Dan           |               |
      | Fire-2 | primary        | Eve                |               |
      | Med-7  | partner        | Ben, Gil           |               |
      | Med-8  | partner        | Gil                | Ben           |
    And Ana may initiate a preconfigured regroup
    And Ivo may initiate a preconfigured regroup

  Rule: Whoever asked is answered, wherever the first of the listed groups is homed

    @tp:PGR_QSRV_BV_66 @req:STEP-11-a @req:STEP-12-a @needs:second-partner
    Scenario: A group of a third MC system is listed first
      Given these MC service groups:
        | group   | home MC system | affiliated members |
        | Coast-3 | second partner | Hana               |
      When Ana initiates a preconfigured regroup of Coast-3, Med-7 and Fire-1 into Joint-9
      Then Ben, Dan, Gil and Hana receive a preconfigured regroup request
      And Ana receives a preconfigured regroup response

  Rule: Of two regroups a member leaves each with the last of its groups

    @tp:PGR_QSRV_BV_67 @req:POST-2a
    Scenario: A member gives up a listed group to which the member was not affiliated
      Given Ana has regrouped Fire-1, Med-7 and Med-8 into Joint-9
      When Ben ceases to be affiliated to Med-8
      Then Ben is affiliated to the regroup group
      And the regroup is in force

    @tp:PGR_QSRV_BV_68 @req:POST-2b
    Scenario: A member of two regroups leaves the groups of both at once
      Given Ana has regrouped Fire-1 and Med-7 into Joint-9
      And Ivo has regrouped Fire-2 and Med-8 into Joint-8
      When Gil ceases to be affiliated to Med-7 and Med-8
      Then Gil is not affiliated to the regroup group

    @tp:PGR_QSRV_BV_90 @req:STEP-7-b @req:INV-2
    Scenario: A member comes to a group of the first of two regroups
      Given these MC service groups:
        | group | home MC system | affiliated members | other members |
        | Med-8 | partner        | Gil                | Cleo          |
      And Ana has regrouped Fire-1 and Med-8 into Joint-9
      When Ivo initiates a preconfigured regroup of Fire-2 and Med-7 into Joint-8 with the configuration of Crisis-1
      And Cleo affiliates to Med-8
      Then the regroup is in force

  Rule: Users of one name in two MC systems are two

    @tp:PGR_QSRV_BI_79 @req:NOTE-2
    Scenario: The other user of that name is affiliated to a partner-homed group
      Given these MC service groups:
        | group | home MC system | affiliated members | other members |
        | Med-7 | partner        | Gil, Twin-Ben      | Ben           |
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Ben receives no preconfigured regroup request
      And Ben is not affiliated to the regroup group

    @tp:PGR_PSRV_BI_91 @req:NOTE-2
    Scenario: The other user of that name is affiliated to a primary-homed group
      Given these MC service groups:
        | group  | home MC system | affiliated members | other members |
        | Fire-1 | primary        | Ana, Ben           | Twin-Ben      |
        | Med-7  | partner        | Gil                |               |
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Twin-Ben receives no preconfigured regroup request
      And Ben receives a preconfigured regroup request

  Rule: A member who cannot be reached takes nobody along

    @tp:PGR_QSRV_BV_69 @req:STEP-6-d @req:STEP-7-a @req:STEP-11-a
    Scenario: The client of one member does not take the request
      Given Ben takes no regroup requests
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Dan and Gil receive a preconfigured regroup request
      And Dan and Gil are affiliated to the regroup group
      And Ana receives a preconfigured regroup response

    @tp:PGR_QSRV_BV_88 @req:INV-6
    Scenario: The client of one member is slow to take the request
      Given Ben is slow to take regroup requests
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Ben, Dan and Gil receive a preconfigured regroup request
      And Ben, Dan and Gil are affiliated to the regroup group
      And Ana receives a preconfigured regroup response
