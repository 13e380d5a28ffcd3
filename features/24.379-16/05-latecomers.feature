@clause:16.2
Feature: Latecomers at stage 3 - who comes to a group that is regrouped already

  Whoever comes is told of the regroup as it was made, whichever MC system made it, however many
  were made since, and whether or not he was told of it before.

  Background:
    Given these MC service groups:
      | group  | home MC system | affiliated members | other members |
      | Fire-1 | primary        | Ana, Dan, Eve      | Finn, Cleo    |
      | Fire-2 | primary        | Eve                |               |
      | Med-7  | partner        | Ben, Ivo           | Cleo          |
      | Med-8  | partner        | Gil                |               |
    And Ana may initiate a preconfigured regroup
    And Ivo may initiate a preconfigured regroup
    And Jan may initiate a preconfigured regroup

  Rule: A regroup is told as it was made, to whoever comes

    @tp:PGR_PSRV_BV_84 @req:GR-16.2.4.3-5 @req:GR-16.2.4.3-7 @req:GR-16.2.2.4-3d
    Scenario: Members come to one regroup when another was formed since and one of them has left
      Given Ana has regrouped Fire-1 and Med-7 into Joint-9
      And Ivo has regrouped Fire-2 and Med-8 into Joint-8
      When Dan ceases to be affiliated to Fire-1
      And Finn affiliates to Fire-1
      And Cleo affiliates to Fire-1 and Med-7
      Then Cleo receives a preconfigured regroup request

    @tp:PGR_QSRV_BV_89 @req:GR-16.2.4.1-5
    Scenario: A member whom the primary serves comes to a group of the partner that another has left
      Given these MC service groups:
        | group | home MC system | affiliated members | other members |
        | Med-7 | partner        | Ben, Ivo, Eve      | Finn          |
      And Ana has regrouped Fire-1 and Med-7 into Joint-9
      When Ivo ceases to be affiliated to Med-7
      And Finn affiliates to Med-7
      Then Finn receives a preconfigured regroup request

    @tp:PGR_PSRV_BV_85 @req:GR-16.2.2.4-3g
    Scenario: Members come to a regroup that the partner has formed
      Given Jan has regrouped Fire-1 and Med-7 into Joint-8
      When Finn affiliates to Fire-1
      And Cleo affiliates to Med-7
      Then Cleo receives a preconfigured regroup request

    @tp:PGR_PSRV_BV_86 @req:GR-16.2.4.3-9 @req:GR-16.2.2.4-3g
    Scenario: Members who had left the regroup come back
      Given Ana has regrouped Fire-1 and Med-7 into Joint-9
      When Dan ceases to be affiliated to Fire-1
      And Eve ceases to be affiliated to Fire-1
      And Ben ceases to be affiliated to Med-7
      And Dan affiliates to Fire-1
      And Eve affiliates to Fire-1
      And Ben affiliates to Med-7
      Then Ben receives a preconfigured regroup request
