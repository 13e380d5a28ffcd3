@clause:10.15.3.3.1
Feature: Step 6 - the partner MC service server checks its groups and finds affiliated members

  The partner looks after the groups that it hosts and after the users that it
  serves, whichever MC system their group is homed in.

  Background:
    Given these MC service groups:
      | group  | home MC system | affiliated members | other members |
      | Fire-1 | primary        | Ana, Dan           |               |
      | Med-7  | partner        | Ben, Eve           | Cleo          |
      | Med-8  | partner        |                    |               |
    And Ana may initiate a preconfigured regroup
    And Jan may initiate a preconfigured regroup

  Rule: The partner checks the status of the groups that it hosts

    @tp:PGR_QSRV_BI_01 @req:STEP-6-a @req:STEP-6-e @req:WIRE-1
    Scenario: A partner-homed group is held by an earlier preconfigured regroup
      Given Jan has regrouped Med-7 into Joint-8
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then the partner MC service server answers with a preconfigured regroup reject: group already regrouped
      And Ana receives a preconfigured regroup reject: group already regrouped
      And nothing leaves the partner MC system
      And no group is regrouped

    @tp:PGR_QSRV_BI_04 @req:STEP-6-a @req:STEP-6-e @req:POST-1
    Scenario: A partner-homed group is still held after the partner has joined another regroup
      Given Jan has regrouped Med-7 into Joint-8
      And Ana has regrouped Fire-1 and Med-8 into Joint-9
      When Ana initiates a preconfigured regroup of Med-7
      Then the partner MC service server answers with a preconfigured regroup reject: group already regrouped
      And Ana receives a preconfigured regroup reject: group already regrouped
      And nothing leaves the partner MC system

    @tp:PGR_QSRV_BI_02 @req:STEP-6-a @req:STEP-6-e @needs:temporary-group
    Scenario: A partner-homed group is part of a temporary group made in the partner MC system
      Given Med-7 is in the temporary group Temp-5
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then the partner MC service server answers with a preconfigured regroup reject: group already regrouped
      And Ana receives a preconfigured regroup reject: group already regrouped
      And nothing leaves the partner MC system
      And no group is regrouped

    @tp:PGR_QGMS_BV_03 @req:STEP-6-a @req:STEP-6-e @needs:temporary-group
    Scenario: The partner group management server tells its server of a temporary group of two groups
      Given Med-7 and Med-8 are in the temporary group Temp-5
      When Ana initiates a preconfigured regroup of Fire-1 and Med-8 into Joint-9
      Then the partner MC service server answers with a preconfigured regroup reject: group already regrouped
      And Dan is not told of the regrouping
      And no group is regrouped

    @tp:PGR_QSRV_BV_02 @req:STEP-7-a @req:STEP-11-a
    Scenario: A partner-homed group that is not listed may be regrouped
      Given Jan has regrouped Med-8 into Joint-8
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Ben and Dan receive a preconfigured regroup request
      And Ana receives a preconfigured regroup response

  Rule: The refusal of one partner MC system undoes what another has accepted

    @tp:PGR_PSRV_BI_21 @req:STEP-6-a @req:STEP-6-e @req:INV-9 @needs:second-partner
    Scenario: One of two partner MC systems refuses
      Given these MC service groups:
        | group   | home MC system | affiliated members |
        | Coast-3 | second partner | Hana               |
      And Jan has regrouped Med-7 into Joint-8
      When Ana initiates a preconfigured regroup of Fire-1, Med-7 and Coast-3 into Joint-9
      Then Ana receives a preconfigured regroup reject: group already regrouped
      And the second partner MC service server receives a preconfigured regroup cancel request
      And Ana receives no preconfigured regroup response
      And Hana is not affiliated to the regroup group
      And no group is regrouped

  Rule: The partner finds affiliated members of every listed group, wherever the group is homed

    @tp:PGR_QSRV_BV_03 @req:STEP-6-b @req:STEP-6-d
    Scenario: A member of a primary-homed group who is served in the partner MC system is found
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Ben and Dan receive a preconfigured regroup request
      And Ben and Dan are affiliated to the regroup group

    @tp:PGR_QSRV_BV_04 @req:STEP-6-b
    Scenario: Only a primary-homed group has affiliated members in the partner MC system
      When Ana initiates a preconfigured regroup of Fire-1 and Med-8 into Joint-9
      Then Dan receives a preconfigured regroup request
      And Ben receives no preconfigured regroup request
      And Ana receives a preconfigured regroup response

    @tp:PGR_QSRV_BV_05 @req:STEP-6-c @req:STEP-6-d
    Scenario: Only a partner-homed group is listed
      When Ana initiates a preconfigured regroup of Med-7 into Joint-9
      Then Ben receives a preconfigured regroup request
      And Dan receives no preconfigured regroup request
      And Cleo receives no preconfigured regroup request

  Rule: The partner asks only members who receive service in the partner MC system

    @tp:PGR_QSRV_BV_06 @req:STEP-6-c
    Scenario: A member affiliated to a partner-homed group but served in the primary MC system is not the partner's to ask
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Ben receives a preconfigured regroup request
      And Ana receives a preconfigured regroup response

    @tp:PGR_QSRV_BV_07 @req:STEP-6-d @req:STEP-11-a
    Scenario: A member who has logged off is not asked
      When Dan logs off
      And Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Dan receives no preconfigured regroup request
      And Ben receives a preconfigured regroup request
      And Ana receives a preconfigured regroup response

    @tp:PGR_QSRV_BV_08 @req:STEP-11-a @req:STEP-12-a
    Scenario: A partner that serves no affiliated member still answers
      When Ana initiates a preconfigured regroup of Med-8 into Joint-9
      Then Ben receives no preconfigured regroup request
      And the partner MC service server answers with a preconfigured regroup response
      And Ana receives a preconfigured regroup response
