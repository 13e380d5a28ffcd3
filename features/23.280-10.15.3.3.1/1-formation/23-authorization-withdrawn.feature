@clause:10.15.3.3.1
Feature: Authorization withdrawn - who may initiate is checked when it is asked for

  The check belongs to step 3. Whoever may no longer initiate is refused the next regroup
  and loses none that was authorized.

  Background:
    Given these MC service groups:
      | group  | home MC system | affiliated members |
      | Fire-1 | primary        | Ana, Dan           |
      | Fire-2 | primary        | Eve                |
      | Med-7  | partner        | Ben                |
      | Med-8  | partner        | Gil                |
    And Ana may initiate a preconfigured regroup
    And Ivo may initiate a preconfigured regroup

  Rule: The next request is not authorized

    @tp:PGR_PSRV_BI_44 @req:STEP-3-a @req:STEP-4b-1 @req:STEP-4b-6 @needs:withdrawn-authorization
    Scenario: The requester of a regroup asks for another
      Given Ana has regrouped Fire-1 and Med-7 into Joint-9
      When Ana may no longer initiate a preconfigured regroup
      And Ana initiates a preconfigured regroup of Fire-2 and Med-8 into Joint-8
      Then Ana receives a preconfigured regroup request return: not authorized
      And nothing leaves the primary MC system

    @tp:PGR_PSRV_BV_59 @req:STEP-3-a @req:STEP-12-a @needs:withdrawn-authorization
    Scenario: Another user asks, whose authorization stands
      When Ana may no longer initiate a preconfigured regroup
      And Ivo initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Ivo receives a preconfigured regroup response

  Rule: A regroup that was authorized goes on

    @tp:PGR_PSRV_TI_38 @req:STEP-12-a @needs:withdrawn-authorization
    Scenario: It is withdrawn before the partner has answered
      Given the partner MC service server answers late
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      And Ana may no longer initiate a preconfigured regroup
      Then Ana receives a preconfigured regroup response
      And Ben is affiliated to the regroup group

    @tp:PGR_PSRV_BV_60 @req:POST-1 @needs:withdrawn-authorization
    Scenario: It is withdrawn when the regroup is in force
      Given Ana has regrouped Fire-1 and Med-7 into Joint-9
      When Ana may no longer initiate a preconfigured regroup
      And Ivo initiates a preconfigured regroup of Fire-2 and Med-7 into Joint-8
      Then Ivo receives a preconfigured regroup reject: group already regrouped
      And the regroup is in force
