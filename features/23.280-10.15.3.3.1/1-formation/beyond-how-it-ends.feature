@clause:10.15.3.3.1
Feature: Beyond how it ends - endings that a search through all orders of events comes to

  Requests that stand in each other's way, cancellations that come too early or find
  nobody, a requester who does not wait. The clause leaves open how these end.

  Background:
    Given these MC service groups:
      | group  | home MC system | affiliated members | other members |
      | Fire-1 | primary        | Ana                | Eve           |
      | Med-7  | partner        | Ben                |               |
    And Ana may initiate a preconfigured regroup
    And Jan may initiate a preconfigured regroup

  Rule: Whoever is asked at the same time may refuse, and so may everybody

    @tp:PGR_PSRV_TI_31 @beyond-spec
    Scenario: Users of two MC systems regroup the same groups of both at the same time
      Given the primary MC service server answers late
      And the partner MC service server answers late
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 while Jan initiates one of Fire-1 and Med-7
      Then the partner MC service server receives a preconfigured regroup request
      And the primary MC service server receives a preconfigured regroup request

    @tp:PGR_PSRV_TI_36 @beyond-spec @needs:second-partner
    Scenario: Another MC system has formed a regroup of the same identity
      Given these MC service groups:
        | group   | home MC system | affiliated members |
        | Coast-3 | second partner | Hana               |
      And Jan has regrouped Med-7 into Joint-8
      When Ana initiates a preconfigured regroup of Fire-1 and Coast-3 into Joint-8
      Then Hana receives a preconfigured regroup request

  Rule: A cancellation of what is not there, or not answered for, changes nothing

    @tp:PGR_PSRV_TI_32 @beyond-spec
    Scenario: The requester cancels twice before the partner has answered
      Given the partner MC service server answers late
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      And Ana cancels the regroup
      And Ana cancels the regroup
      Then the regroup is no longer in force

    @tp:PGR_PSRV_TI_33 @beyond-spec
    Scenario: The requester cancels what was rejected
      Given Jan has regrouped Med-7 into Joint-8
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      And Ana cancels the regroup
      Then Ana receives a preconfigured regroup cancel response

    @tp:PGR_PSRV_TI_34 @beyond-spec
    Scenario: The partner MC service server does not answer a cancellation
      Given the partner MC service server does not answer cancellations
      And Ana has regrouped Fire-1 and Med-7 into Joint-9
      When Ana cancels the regroup
      Then the partner MC service server receives a preconfigured regroup cancel request

  Rule: Whoever comes or goes before the end need not be heeded

    @tp:PGR_PSRV_TI_35 @beyond-spec
    Scenario: The requester logs off before the partner has answered
      Given the partner MC service server answers late
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      And Ana logs off
      Then Ben receives a preconfigured regroup request

    @tp:PGR_PSRV_TI_37 @beyond-spec
    Scenario: A member in the primary MC system affiliates before the partner has answered
      Given the partner MC service server answers late
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      And Eve affiliates to Fire-1
      Then Ana receives a preconfigured regroup response
