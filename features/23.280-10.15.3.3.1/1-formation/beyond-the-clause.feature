@clause:10.15.3.3.1
Feature: Beyond the clause - what it leaves to its neighbours and to good sense

  Silent partners, late members and strange requests. The clause says nothing of
  these or leaves them to other clauses, so they never count towards conformance.

  Background:
    Given these MC service groups:
      | group  | home MC system | affiliated members | other members |
      | Fire-1 | primary        | Ana                |               |
      | Fire-2 | primary        | Eve                |               |
      | Med-7  | partner        | Ben                | Cleo, Dan     |
    And Ana may initiate a preconfigured regroup
    And Ivo may initiate a preconfigured regroup

  Rule: A partner that keeps silent leaves the regroup unconfirmed

    @tp:PGR_PSRV_TI_06 @beyond-spec
    Scenario: The partner MC service server does not answer
      Given the partner MC service server does not answer
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Ana receives a preconfigured regroup request return: authorized
      And the partner MC service server receives a preconfigured regroup request
      And Ana receives no preconfigured regroup response
      And Ben is not told of the regrouping

    @tp:PGR_PSRV_TI_07 @beyond-spec @needs:second-partner
    Scenario: One of two partner MC systems does not answer
      Given these MC service groups:
        | group   | home MC system | affiliated members |
        | Coast-3 | second partner | Hana               |
      And the second partner MC service server does not answer
      When Ana initiates a preconfigured regroup of Fire-1, Med-7 and Coast-3 into Joint-9
      Then Ana receives a preconfigured regroup request return: authorized
      And Ben receives a preconfigured regroup request
      And Ana receives no preconfigured regroup response

  Rule: A member who becomes affiliated later is brought in (clause 10.15.3.4.1)

    @tp:PGR_QSRV_BV_35 @beyond-spec
    Scenario: A member affiliates to a regrouped group after the procedure
      Given Ana has regrouped Fire-1 and Med-7 into Joint-9
      When Cleo affiliates to Med-7
      Then Cleo receives a preconfigured regroup request
      And Cleo is told of the regrouping
      And Cleo is affiliated to the regroup group

    @tp:PGR_QSRV_BV_36 @beyond-spec
    Scenario: Members who take part already are not asked again for a latecomer
      Given Ana has regrouped Fire-1 and Med-7 into Joint-9
      When Dan affiliates to Med-7
      Then Dan receives a preconfigured regroup request
      And Ben receives no preconfigured regroup request

    @tp:PGR_QSRV_BV_37 @beyond-spec
    Scenario: A member who has left and comes back takes part again
      Given Ana has regrouped Fire-1 and Med-7 into Joint-9
      When Ben ceases to be affiliated to Med-7
      And Ben affiliates to Med-7
      Then Ben is affiliated to the regroup group
      And the regroup is in force

  Rule: A partner-homed group that the primary MC service server itself holds is refused

    @tp:PGR_PSRV_BI_25 @beyond-spec
    Scenario: A partner-homed group is held by a regroup of another user of the primary MC system
      Given Ivo has regrouped Fire-2 and Med-7 into Joint-8
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Ana receives a preconfigured regroup reject: group already regrouped
      And Ben is not told of the regrouping
      And no group is regrouped

  Rule: A user out of service is not reached

    @tp:PGR_QSRV_BV_38 @beyond-spec
    Scenario: A member who receives no MC service is left alone
      Given Dan receives no MC service
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Ben receives a preconfigured regroup request
      And Dan receives no preconfigured regroup request
      And Ana receives a preconfigured regroup response

  Rule: A refused requester may try again with groups that are free

    @tp:PGR_PSRV_BO_02 @beyond-spec
    Scenario: A reject leaves the other groups of the request free
      Given Ivo has regrouped Fire-2 into Joint-8
      When Ana initiates a preconfigured regroup of Fire-1, Fire-2 and Med-7 into Joint-9
      And Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Ana receives a preconfigured regroup request return: authorized
      And Ben is affiliated to the regroup group

    @tp:PGR_PSRV_BO_03 @beyond-spec @needs:second-partner
    Scenario: The refusal of a partner leaves the primary-homed groups of the request free
      Given these MC service groups:
        | group   | home MC system | affiliated members |
        | Coast-3 | second partner | Hana               |
      And Jan has regrouped Med-7 into Joint-8
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      And Ana initiates a preconfigured regroup of Fire-1 and Coast-3 into Joint-9
      Then Ana receives a preconfigured regroup response
      And Hana is affiliated to the regroup group

  Rule: A requester may call off what is not formed yet, and what follows is nobody's fault

    @tp:PGR_PSRV_TI_18 @beyond-spec
    Scenario: The requester cancels before the partner has answered
      Given the partner MC service server answers late
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      And Ana cancels the regroup
      Then Ana receives a preconfigured regroup cancel response
