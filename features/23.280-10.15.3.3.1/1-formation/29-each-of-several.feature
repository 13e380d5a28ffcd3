@clause:10.15.3.3.1
Feature: Each of several - requests, groups and members that come together

  What a server does for the first of several it does for each of them, in whichever
  order they come and however many there are.

  Background:
    Given these MC service groups:
      | group  | home MC system | affiliated members |
      | Fire-1 | primary        | Ana                |
      | Fire-2 | primary        | Eve                |
      | Med-7  | partner        | Ben                |
      | Med-8  | partner        | Gil                |
    And Ana may initiate a preconfigured regroup
    And Ivo may initiate a preconfigured regroup

  Rule: Each of the regroups that wait for one partner has an end of its own

    @tp:PGR_PSRV_TI_42 @req:STEP-4a-6 @req:STEP-12-a
    Scenario: One requester asks for different groups before the partner has answered
      Given the partner MC service server answers late
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      And Ana initiates a preconfigured regroup of Fire-2 and Med-8 into Joint-8
      Then Ben and Gil receive a preconfigured regroup request

    @tp:PGR_PSRV_TI_43 @req:STEP-12-a @req:STEP-12-b
    Scenario: The partner answers the second request first
      Given the partner MC service server answers late, and the last request first
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      And Ivo initiates a preconfigured regroup of Fire-2 and Med-8 into Joint-8
      Then Ana receives a preconfigured regroup response
      And Ivo receives a preconfigured regroup response

    @tp:PGR_PSRV_TI_44 @req:STEP-12-a
    Scenario: The partner refuses one of two requests
      Given Jan may initiate a preconfigured regroup
      And Jan has regrouped Med-7 into Joint-7
      And the partner MC service server answers late
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      And Ivo initiates a preconfigured regroup of Fire-2 and Med-8 into Joint-8
      Then Ana receives a preconfigured regroup reject: group already regrouped
      And Ivo receives a preconfigured regroup response

  Rule: Any listed group that is regrouped is enough to refuse, whichever it is

    @tp:PGR_PSRV_BI_53 @req:STEP-3-f @req:STEP-4a-1 @needs:temporary-group
    Scenario: The second of two listed primary-homed groups is in a temporary group
      Given Fire-2 is in the temporary group Temp-5
      When Ana initiates a preconfigured regroup of Fire-1, Fire-2 and Med-7 into Joint-9
      Then Ana receives a preconfigured regroup reject: group already regrouped
      And nothing leaves the primary MC system

    @tp:PGR_QSRV_BI_25 @req:STEP-6-e
    Scenario: The primary asks for one group at a time, and the last one is regrouped
      Given Jan may initiate a preconfigured regroup
      And Jan has regrouped Med-8 into Joint-7
      And the primary MC service server asks its partners for one group at a time
      When Ana initiates a preconfigured regroup of Fire-1, Med-7 and Med-8 into Joint-9
      Then the partner MC service server answers with a preconfigured regroup reject: group already regrouped
      And Gil receives no preconfigured regroup request

  Rule: Identities of one name in two domains are two

    @tp:PGR_PSRV_BV_67 @req:STEP-4a-6
    Scenario: A regroup group of the same name in another domain is in force
      Given Jan may initiate a preconfigured regroup
      And Jan has regrouped Fire-2 and Med-8 into Twin-9
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Ana receives a preconfigured regroup request return: authorized
      And Ana receives a preconfigured regroup response

  Rule: Every affiliated member of every listed group is asked

    @tp:PGR_QSRV_BV_70 @req:STEP-6-b @req:STEP-6-d @req:STEP-7-a @req:STEP-10-a
    Scenario: Four partner-homed groups have a member each
      Given these MC service groups:
        | group  | home MC system | affiliated members |
        | Twin-1 | partner        | Dan                |
        | Caps-8 | partner        | Cleo               |
      When Ana initiates a preconfigured regroup of Fire-1, Med-7, Med-8, Twin-1 and Caps-8 into Joint-9
      Then Ben, Gil, Dan and Cleo receive a preconfigured regroup request
      And Ben, Gil, Dan and Cleo are affiliated to the regroup group
      And Ana receives a preconfigured regroup response
