@clause:16.2
Feature: Members at stage 3 - who is named to whom, who is told, and who is told of the end

  Each server is named those whom it serves and who are in the groups, and whoever was
  told of a regroup is told of its end.

  Background:
    Given these MC service groups:
      | group  | home MC system | affiliated members | other members |
      | Fire-1 | primary        | Ana, Dan, Eve      | Finn          |
      | Fire-2 | primary        | Eve                |               |
      | Med-7  | partner        | Ben, Ivo           | Cleo          |
      | Med-8  | partner        | Gil                |               |
    And Ana may initiate a preconfigured regroup
    And Ivo may initiate a preconfigured regroup
    And Jan may initiate a preconfigured regroup

  Rule: Each terminating participating function is named those whom it serves, and nobody else

    @tp:PGR_PSRV_BV_61 @req:GR-16.2.4.1-5 @req:GR-16.2.4.1-7h @needs:second-partner
    Scenario: Two partners serve a member of a primary group each
      Given these MC service groups:
        | group   | home MC system | affiliated members | other members |
        | Fire-1  | primary        | Ana, Dan, Hana     |               |
        | Coast-3 | second partner |                    |               |
      When Ana initiates a preconfigured regroup of Fire-1, Med-7 and Coast-3 into Joint-9
      Then Dan and Hana receive a preconfigured regroup request

    @tp:PGR_PSRV_BI_56 @req:GR-16.2.4.1-5
    Scenario: A member of a primary group whom the partner serves has left it
      Given these MC service groups:
        | group  | home MC system | affiliated members |
        | Fire-1 | primary        | Ana, Dan, Gil      |
      When Dan ceases to be affiliated to Fire-1
      And Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Gil receives a preconfigured regroup request
      And Dan receives no preconfigured regroup request

    @tp:PGR_QSRV_BI_27 @req:GR-16.2.4.1-5
    Scenario: A member of a partner group whom the primary serves has left it
      Given these MC service groups:
        | group | home MC system | affiliated members |
        | Med-7 | partner        | Ben, Eve, Ivo      |
      When Ivo ceases to be affiliated to Med-7
      And Ana initiates a preconfigured regroup of Fire-2 and Med-7 into Joint-9
      Then Eve receives a preconfigured regroup request
      And Ivo receives no preconfigured regroup request

    @tp:PGR_PSRV_BI_86 @req:GR-16.2.4.1-5
    Scenario: Members of two groups have left the one that is regrouped
      Given these MC service groups:
        | group | home MC system | affiliated members |
        | Med-7 | partner        | Ben, Ivo           |
        | Med-8 | partner        | Ben                |
      When Eve ceases to be affiliated to Fire-1
      And Ben ceases to be affiliated to Med-7
      And Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Ivo receives a preconfigured regroup request
      And Ben and Eve receive no preconfigured regroup request

    @tp:PGR_QSRV_BV_87 @req:GR-16.2.2.4-3g
    Scenario: The primary names a member before it asks the partner for its groups
      Given the primary MC service server names members before it asks its partners
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Ben and Dan receive a preconfigured regroup request

  Rule: Who takes part in one regroup is told of another

    @tp:PGR_PSRV_BV_62 @req:GR-16.2.2.4-3g
    Scenario: A member whom the primary serves is in two regroups
      Given Ana has regrouped Fire-1 and Med-7 into Joint-9
      When Ivo initiates a preconfigured regroup of Fire-2 and Med-8 into Joint-8
      Then Eve receives a preconfigured regroup request

  Rule: Whoever was told of a regroup is told of its removal

    @tp:PGR_PSRV_BV_63 @req:GR-16.2.2.5-3g
    Scenario: Members who came late are told of the removal
      Given Ana has regrouped Fire-1 and Med-7 into Joint-9
      When Cleo affiliates to Med-7
      And Finn affiliates to Fire-1
      And Ana cancels the regroup
      Then Ben, Cleo and Finn receive a preconfigured regroup cancel request

    @tp:PGR_PSRV_BV_82 @req:GR-16.2.2.5-3g
    Scenario: Members whose clients did not take the creation are told of the removal
      Given Ben takes no regroup requests
      And Eve takes no regroup requests
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      And Ana cancels the regroup
      Then Ben and Eve receive a preconfigured regroup cancel request

    @tp:PGR_PSRV_BV_83 @req:GR-16.2.2.5-3g
    Scenario: Of two regroups both are removed
      Given Ana has regrouped Fire-1 and Med-7 into Joint-9
      And Ivo has regrouped Fire-2 and Med-8 into Joint-8
      When Ana cancels the first regroup
      And Ivo cancels the regroup
      Then Eve and Gil receive a preconfigured regroup cancel request

  Rule: Affiliations end with the service

    @tp:PGR_PSRV_BI_57 @req:GR-16.2.4.1-5
    Scenario: Members are back in service and have affiliated to nothing
      When Eve logs off
      And Ben logs off
      And Eve logs on again
      And Ben logs on again
      And Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Ben and Eve receive no preconfigured regroup request
