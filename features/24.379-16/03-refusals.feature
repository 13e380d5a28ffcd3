@clause:16.2
Feature: Refusals at stage 3 - what a request that is not taken is answered with

  Each cause has its own status and Warning code; what is refused goes no further.

  Background:
    Given these MC service groups:
      | group  | home MC system | affiliated members | other members |
      | Fire-1 | primary        | Ana, Dan           |               |
      | Fire-2 | primary        | Eve                |               |
      | Med-7  | partner        | Ben                |               |
      | Med-8  | partner        |                    |               |
    And Ana may initiate a preconfigured regroup
    And Ivo may initiate a preconfigured regroup
    And Jan may initiate a preconfigured regroup

  Rule: A refusal has the status and the Warning code of its cause

    @tp:PGR_PSRV_BI_71 @req:GR-16.2.2.2-3.2
    Scenario: A user without the right to regroup is refused at stage 3
      Given Eve may not initiate a preconfigured regroup
      When Eve initiates a preconfigured regroup of Fire-2 and Med-7 into Joint-9
      Then Eve receives a preconfigured regroup request return: not authorized
      And the partner MC service server receives no preconfigured regroup request

    @tp:PGR_PSRV_BI_58 @req:GR-16.2.2.2-3.2
    Scenario: A user without the right to regroup proposes an identity that is in use
      Given Eve may not initiate a preconfigured regroup
      And Ana has regrouped Fire-1 and Med-7 into Joint-9
      When Eve initiates a preconfigured regroup of Fire-2 and Med-8 into Joint-9
      Then Eve receives a preconfigured regroup request return: not authorized

    @tp:PGR_PSRV_BI_77 @req:GR-16.2.2.2-2
    Scenario: A user in no service is refused at stage 3
      Given Ivo receives no MC service
      When Ivo initiates a preconfigured regroup of Fire-2 and Med-8 into Joint-9
      Then Ivo receives no preconfigured regroup response

    @tp:PGR_PSRV_BI_79 @req:GR-16.2.2.2-2
    Scenario: An identity that nobody provisioned is refused at stage 3
      Given Finn is known to no MC system
      When Finn initiates a preconfigured regroup of Fire-2 and Med-8 into Joint-9
      Then Finn receives no preconfigured regroup response
      And the partner MC service server receives no preconfigured regroup request

    @tp:PGR_PSRV_BI_76 @req:GR-16.2.3.1-3.1
    Scenario: An identity that is in use is refused at stage 3
      Given Ana has regrouped Fire-1 and Med-7 into Joint-9
      When Ana initiates a preconfigured regroup of Fire-2 and Med-8 into Joint-9
      Then the partner MC service server receives no preconfigured regroup request

    @tp:PGR_PSRV_BI_85 @req:GR-16.2.3.1-3.1
    Scenario: An identity of a regroup that another MC system has formed is refused at stage 3
      Given Jan has regrouped Fire-2 and Med-8 into Joint-8
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-8
      Then the partner MC service server receives no preconfigured regroup request

    @tp:PGR_QSRV_BI_71 @req:GR-16.2.4.1-2a.1 @req:GR-16.2.3.1-7a
    Scenario: A regrouped group of the partner is refused at stage 3
      Given Jan has regrouped Med-7 into Joint-8
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then the partner MC service server answers with a preconfigured regroup reject: group already regrouped
      And Ana receives no preconfigured regroup response

    @tp:PGR_PSRV_BI_75 @req:GR-16.2.4.1-2a.1
    Scenario: A regrouped group of the primary is refused to the partner at stage 3
      Given Ana has regrouped Fire-1 into Joint-9
      When Jan initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-8
      Then the primary MC service server answers with a preconfigured regroup reject: group already regrouped

  Rule: A removal that is refused goes no further

    @tp:PGR_PSRV_BI_73 @req:GR-16.2.2.3-3.2 @req:GR-16.2.2.3-3.3
    Scenario: A user without the right to regroup removes nothing at stage 3
      Given Eve may not initiate a preconfigured regroup
      And Ana has regrouped Fire-1 and Med-7 into Joint-9
      When Eve cancels the regroup
      Then the regroup is in force

    @tp:PGR_PSRV_BI_74 @req:GR-16.2.3.2-3.1 @req:GR-16.2.3.2-3.2
    Scenario: A regroup that was removed is not removed again
      Given Ana has regrouped Fire-1 and Med-7 into Joint-9
      When Ana cancels the regroup
      And Ivo cancels the regroup
      Then Ivo receives a preconfigured regroup cancel response

    @tp:PGR_PSRV_BI_78 @req:GR-16.2.2.3-2
    Scenario: A user in no service removes nothing at stage 3
      Given Ivo receives no MC service
      And Ana has regrouped Fire-1 and Med-7 into Joint-9
      When Ivo cancels the regroup
      Then the regroup is in force

    @tp:PGR_PSRV_BI_69 @req:GR-16.2.2.3-2 @req:GR-16.2.2.3-3.3
    Scenario: An identity that nobody provisioned removes nothing at stage 3
      Given Finn is known to no MC system
      And Ana has regrouped Fire-1 and Med-7 into Joint-9
      When Finn cancels the regroup
      Then the regroup is in force

  Rule: A removal that the controlling function refuses is refused to the client

    @tp:PGR_PSRV_BI_94 @req:GR-16.2.2.3-fail-1 @req:GR-16.2.2.3-fail-2 @req:GR-16.2.2.3-fail-3
    Scenario: The MC system that formed a regroup does not let the primary remove it
      Given the partner MC service server lets no other server remove its regroups
      And Jan has regrouped Fire-1 and Med-7 into Joint-8
      When Ana cancels the regroup
      Then the regroup is in force

    @tp:PGR_QSRV_BI_94 @req:GR-16.2.2.3-fail-1 @req:GR-16.2.2.3-fail-2 @req:GR-16.2.2.3-fail-3
    Scenario: The MC system that formed a regroup does not let the partner remove it
      Given the primary MC service server lets no other server remove its regroups
      And Ana has regrouped Fire-1 and Med-7 into Joint-9
      When Jan cancels the regroup
      Then the regroup is in force
