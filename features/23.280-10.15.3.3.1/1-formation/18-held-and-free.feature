@clause:10.15.3.3.1
Feature: Held and free - what is regrouped stays so until it is freed, and then all of it is free

  Whoever formed the regroup, by whatever mechanism and however long ago: its groups are
  refused. Once it is over, each of them can be regrouped again.

  Background:
    Given these MC service groups:
      | group  | home MC system | affiliated members |
      | Fire-1 | primary        | Ana, Ben           |
      | Fire-2 | primary        | Eve                |
      | Med-7  | partner        | Ben, Dan           |
      | Med-8  | partner        | Ben, Dan, Gil      |
    And Ana may initiate a preconfigured regroup
    And Ivo may initiate a preconfigured regroup
    And Jan may initiate a preconfigured regroup

  Rule: Of two regroups that share a group at most one is formed, whichever MC systems ask

    @tp:PGR_QSRV_TI_07 @req:INV-8 @needs:second-partner
    Scenario: Users of two other MC systems regroup the same partner-homed group at the same time
      Given Hana may initiate a preconfigured regroup
      And these MC service groups:
        | group   | home MC system | affiliated members |
        | Coast-3 | second partner | Hana               |
      When Ivo initiates a preconfigured regroup of Fire-1 and Med-7 while Hana initiates one of Coast-3 and Med-7
      Then only one of Ivo and Hana receives a preconfigured regroup response

  Rule: The cancellation frees every group of the regroup

    @tp:PGR_PSRV_BV_51 @req:STEP-4a-6
    Scenario: The last of three groups is free when their regroup is cancelled
      Given Ana has regrouped Med-7, Med-8 and Fire-1 into Joint-9
      When Ana cancels the regroup
      And Ivo initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-8
      Then Ivo receives a preconfigured regroup request return: authorized
      And Ivo receives a preconfigured regroup response

    @tp:PGR_QSRV_BV_51 @req:STEP-11-a
    Scenario: The partner too frees the last of three groups when their regroup is cancelled
      Given Ana has regrouped Fire-1, Med-7 and Med-8 into Joint-9
      When Ana cancels the regroup
      And Ivo initiates a preconfigured regroup of Fire-2 and Med-8 into Joint-8
      Then Dan and Gil receive a preconfigured regroup request
      And Ivo receives a preconfigured regroup response

  Rule: A regroup group in force is not formed once more, whichever MC system formed it

    @tp:PGR_PSRV_BI_35 @req:STEP-4a-2 @req:STEP-4a-3 @needs:proposed-identity
    Scenario: The given regroup group is one that another MC system has formed
      Given Jan has regrouped Fire-2 and Med-8 into Joint-8
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-8
      Then Ana receives a preconfigured regroup reject: group already regrouped
      And nothing leaves the primary MC system

  Rule: Any listed group that is regrouped is enough to refuse, by whatever mechanism

    @tp:PGR_QSRV_BI_08 @req:STEP-6-a @req:STEP-6-e @needs:temporary-group
    Scenario: The second of two listed partner-homed groups is in a temporary group
      Given Med-8 is in the temporary group Temp-5
      When Ana initiates a preconfigured regroup of Fire-1, Med-7 and Med-8 into Joint-9
      Then the partner MC service server answers with a preconfigured regroup reject: group already regrouped
      And Ana receives a preconfigured regroup reject: group already regrouped
      And nothing leaves the partner MC system
      And no group is regrouped

  Rule: No time ends a regroup

    @tp:PGR_PSRV_BI_36 @req:POST-1 @req:STEP-4a-1
    Scenario: A regrouped group is refused to another requester five weeks later
      Given Ana has regrouped Fire-1 and Med-7 into Joint-9
      When 840 hours pass
      And Ivo initiates a preconfigured regroup of Fire-1 and Med-8 into Joint-8
      Then Ivo receives a preconfigured regroup reject: group already regrouped
      And nothing leaves the primary MC system

    @tp:PGR_QSRV_BI_09 @req:STEP-6-a @req:STEP-6-e @req:POST-1
    Scenario: A partner-homed group is refused five weeks later
      Given Jan has regrouped Med-7 into Joint-8
      When 840 hours pass
      And Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then the partner MC service server answers with a preconfigured regroup reject: group already regrouped
      And Ana receives a preconfigured regroup reject: group already regrouped

    @tp:PGR_PSRV_BI_37 @req:POST-1 @req:STEP-4a-1
    Scenario: A configuration that is told once more frees no regrouped group
      Given Ana has regrouped Fire-1 and Med-7 into Joint-9
      When the primary group management server repeats the configuration of Fire-1
      And Ivo initiates a preconfigured regroup of Fire-1 and Med-8 into Joint-8
      Then Ivo receives a preconfigured regroup reject: group already regrouped

    @tp:PGR_QSRV_BI_10 @req:STEP-6-a @req:STEP-6-e @req:POST-1
    Scenario: A configuration that is told once more frees no partner-homed group
      Given Jan has regrouped Med-7 into Joint-8
      When the partner group management server repeats the configuration of Med-7
      And Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then the partner MC service server answers with a preconfigured regroup reject: group already regrouped
      And Ana receives a preconfigured regroup reject: group already regrouped

  Rule: A group is free once its temporary group is torn down

    @tp:PGR_PSRV_BV_52 @req:STEP-4a-6 @needs:temporary-group
    Scenario: A primary-homed group was part of a temporary group
      Given Fire-1 is in the temporary group Temp-5
      When the temporary group Temp-5 is torn down
      And Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Ana receives a preconfigured regroup request return: authorized
      And Ana receives a preconfigured regroup response

    @tp:PGR_QSRV_BV_52 @req:STEP-11-a @needs:temporary-group
    Scenario: A partner-homed group was part of a temporary group
      Given Med-7 is in the temporary group Temp-5
      When the temporary group Temp-5 is torn down
      And Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Ben and Dan receive a preconfigured regroup request
      And Ana receives a preconfigured regroup response
