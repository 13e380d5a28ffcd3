@clause:10.15.3.3.3
Feature: Cancellation of a preconfigured regroup in multiple MC systems

  The regroup ends by the procedure of clause 10.15.3.3.3. Its own statements are not
  in the catalogue: here it is tested as far as clause 10.15.3.3.1 leans on it.

  Background:
    Given these MC service groups:
      | group  | home MC system | affiliated members | other members |
      | Fire-1 | primary        | Ana, Dan           |               |
      | Fire-2 | primary        | Eve                |               |
      | Med-7  | partner        | Ben                | Cleo          |
    And Ana may initiate a preconfigured regroup
    And Ivo may initiate a preconfigured regroup

  Rule: An explicit cancellation ends the regroup

    @tp:PGR_PSRV_BV_37 @req:POST-1
    Scenario: The requester cancels the regroup
      Given Ana has regrouped Fire-1 and Med-7 into Joint-9
      When Ana cancels the regroup
      Then Ana receives a preconfigured regroup cancel response
      And the regroup is no longer in force

    @tp:PGR_PSRV_BV_38 @req:STEP-4a-6
    Scenario: Groups of a cancelled regroup can be regrouped again
      Given Ana has regrouped Fire-1 and Med-7 into Joint-9
      When Ana cancels the regroup
      And Ivo initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-8
      Then Ivo receives a preconfigured regroup request return: authorized
      And Ivo receives a preconfigured regroup response

    @tp:PGR_PSRV_BV_39 @req:STEP-4a-6 @req:STEP-3-i @needs:proposed-identity
    Scenario: The identity of a cancelled regroup can be used again
      Given Ana has regrouped Fire-1 and Med-7 into Joint-9
      When Ana cancels the regroup
      And Ana initiates a preconfigured regroup of Fire-2 and Med-7 into Joint-9
      Then Ana receives a preconfigured regroup request return: authorized
      And the regroup group is Joint-9
      And Ben is affiliated to the regroup group

  Rule: The cancellation reaches the partner MC system and its clients

    @tp:PGR_PSRV_BV_40 @beyond-spec
    Scenario: The partner MC system is told of the cancellation
      Given Ana has regrouped Fire-1 and Med-7 into Joint-9
      When Ana cancels the regroup
      Then the partner MC service server receives a preconfigured regroup cancel request
      And the primary MC service server receives a preconfigured regroup cancel response

    @tp:PGR_QSRV_BV_39 @beyond-spec
    Scenario: The regrouped clients are told of the cancellation
      Given Ana has regrouped Fire-1 and Med-7 into Joint-9
      When Ana cancels the regroup
      Then Ben and Dan receive a preconfigured regroup cancel request
      And Ben and Dan are told of the cancellation
      And Ben and Dan are not affiliated to the regroup group

    @tp:PGR_QSRV_BV_40 @beyond-spec
    Scenario: A member outside the regroup hears nothing of its cancellation
      Given Ana has regrouped Fire-1 and Med-7 into Joint-9
      When Ana cancels the regroup
      Then Cleo receives no preconfigured regroup cancel request
      And Cleo is not told of the cancellation

    @tp:PGR_PSRV_BV_41 @beyond-spec @needs:second-partner
    Scenario: Both of two partner MC systems are told of the cancellation
      Given these MC service groups:
        | group   | home MC system | affiliated members |
        | Coast-3 | second partner | Hana               |
      And Ana has regrouped Fire-1, Med-7 and Coast-3 into Joint-9
      When Ana cancels the regroup
      Then Ben, Dan and Hana receive a preconfigured regroup cancel request
      And Ben, Dan and Hana are not affiliated to the regroup group
      And the regroup is no longer in force

    @tp:PGR_QSRV_BV_41 @beyond-spec
    Scenario: A client that has left the regroup is not told of its cancellation
      Given Ana has regrouped Fire-1 and Med-7 into Joint-9
      When Ben ceases to be affiliated to Med-7
      And Ana cancels the regroup
      Then Ben receives no preconfigured regroup cancel request
      And Dan receives a preconfigured regroup cancel request

    @tp:PGR_QSRV_BV_42 @req:STEP-7-c
    Scenario: A member who affiliates after the cancellation is not asked
      Given Ana has regrouped Fire-1 and Med-7 into Joint-9
      When Ana cancels the regroup
      And Cleo affiliates to Med-7
      Then Cleo receives no preconfigured regroup request
      And Cleo is not told of the regrouping

  Rule: Nobody ends the regroup who may not

    @tp:PGR_PSRV_BI_31 @req:POST-1
    Scenario: A user without permission asks to cancel
      Given Eve may not initiate a preconfigured regroup
      And Ana has regrouped Fire-1 and Med-7 into Joint-9
      When Eve cancels the regroup
      Then the regroup is in force
      And Ben is affiliated to the regroup group

    @tp:PGR_QSRV_BI_06 @req:POST-1
    Scenario: A user of the partner MC system asks the partner MC service server to cancel
      Given Ana has regrouped Fire-1 and Med-7 into Joint-9
      When Ben cancels the regroup
      Then the regroup is in force
      And Ben is affiliated to the regroup group

    @tp:PGR_PSRV_BI_34 @beyond-spec
    Scenario: Another user who may initiate a regroup asks to cancel
      Given Ana has regrouped Fire-1 and Med-7 into Joint-9
      When Ivo cancels the regroup
      Then Ivo receives a preconfigured regroup cancel response
