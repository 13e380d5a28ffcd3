@clause:10.15.3.3.1
Feature: Who ends it - what others ask for ends nobody's regroup

  A regroup stays in effect until it is cancelled by whoever may. A cancellation that
  another MC system asks for, or that names no regroup in force, changes nothing.

  Background:
    Given these MC service groups:
      | group  | home MC system | affiliated members |
      | Fire-1 | primary        | Ana                |
      | Fire-2 | primary        | Eve                |
      | Med-7  | partner        | Ben, Dan           |
      | Med-8  | partner        | Gil                |
    And Ana may initiate a preconfigured regroup
    And Ivo may initiate a preconfigured regroup

  Rule: No other MC system ends the regroup

    @tp:PGR_QSRV_BI_13 @req:POST-1 @needs:second-partner
    Scenario: A third MC system asks the partner to cancel the regroup
      Given Hana may initiate a preconfigured regroup
      And Ana has regrouped Fire-1 and Med-7 into Joint-9
      When the MC system of Hana asks the others to cancel the regroup
      Then the regroup is in force
      And Ben and Dan are affiliated to the regroup group
      And Ben and Dan are not told of the cancellation

    @tp:PGR_PSRV_BI_41 @req:POST-1 @req:STEP-4a-1
    Scenario: A partner asks the primary to cancel the regroup
      Given Jan may initiate a preconfigured regroup
      And Ana has regrouped Fire-1 and Med-7 into Joint-9
      When the MC system of Jan asks the others to cancel the regroup
      And Ivo initiates a preconfigured regroup of Fire-1 and Med-8 into Joint-8
      Then Ivo receives a preconfigured regroup reject: group already regrouped

  Rule: A cancellation of no regroup in force ends no other

    @tp:PGR_PSRV_BI_42 @req:POST-1 @req:STEP-4a-1
    Scenario: A regroup is cancelled twice while another is in force
      Given Ana has regrouped Fire-1 and Med-7 into Joint-9
      And Ana has regrouped Fire-2 and Med-8 into Joint-8
      When Ana cancels the regroup
      And Ana cancels the regroup
      And Ivo initiates a preconfigured regroup of Fire-1 and Med-8 into Joint-8
      Then Ivo receives a preconfigured regroup reject: group already regrouped
      And Ben and Dan are not told of the cancellation

    @tp:PGR_PSRV_BV_92 @req:POST-1 @needs:second-partner
    Scenario: The first of two regroups with different partner MC systems is cancelled
      Given these MC service groups:
        | group   | home MC system | affiliated members |
        | Coast-3 | second partner | Hana               |
      And Ana has regrouped Fire-1 and Med-7 into Joint-9
      And Ivo has regrouped Fire-2 and Coast-3 into Joint-8
      When Ana cancels the first regroup
      Then Ben and Dan receive a preconfigured regroup cancel request
      And the second partner MC service server receives no preconfigured regroup cancel request
      And Hana is affiliated to the regroup group

  Rule: What was not cancelled holds its groups

    @tp:PGR_PSRV_BI_60 @req:POST-1
    Scenario: A user without permission asks to cancel, and a primary-homed group is requested again
      Given Eve may not initiate a preconfigured regroup
      And Ana has regrouped Fire-1 and Med-7 into Joint-9
      When Eve cancels the regroup
      And Ivo initiates a preconfigured regroup of Fire-1 and Med-8 into Joint-8
      Then Ivo receives a preconfigured regroup reject: group already regrouped

    @tp:PGR_QSRV_BI_31 @req:POST-1 @req:STEP-6-a @req:STEP-6-e @needs:second-partner
    Scenario: A user of the partner asks to cancel, and a third MC system requests a partner-homed group
      Given Hana may initiate a preconfigured regroup
      And Ana has regrouped Fire-1 and Med-7 into Joint-9
      When Ben cancels the regroup
      And Hana initiates a preconfigured regroup of Med-7 into Joint-8
      Then the partner MC service server answers with a preconfigured regroup reject: group already regrouped
