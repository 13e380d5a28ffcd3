@clause:10.15.3.3.1
Feature: Names and homes - groups that are easily taken for others

  Identities are URIs: one may be spelt in several ways, and two that differ in the
  domain alone are two. A group that lends its configuration may be homed anywhere.

  Background:
    Given these MC service groups:
      | group  | home MC system | affiliated members |
      | Fire-1 | primary        | Ana, Ben           |
      | Fire-2 | primary        | Eve                |
      | Med-7  | partner        | Dan                |
      | Med-8  | partner        | Gil                |
    And Ana may initiate a preconfigured regroup
    And Ivo may initiate a preconfigured regroup
    And Jan may initiate a preconfigured regroup

  Rule: An identity stays the same however it is spelt

    @tp:PGR_PSRV_BI_38 @req:STEP-3-h @req:INV-3
    Scenario: An identity that belongs to an ordinary group is replaced though it is spelt otherwise
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Echo-2
      Then Ana receives a preconfigured regroup request return: authorized
      And the regroup group is not Fire-2
      And Ana receives a preconfigured regroup response

    @tp:PGR_PSRV_BI_39 @req:STEP-4a-2 @req:STEP-4a-3 @needs:proposed-identity
    Scenario: The given regroup group is a regrouped group, spelt otherwise
      Given Ivo has regrouped Fire-2 into Joint-8
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Echo-2
      Then Ana receives a preconfigured regroup reject: group already regrouped
      And nothing leaves the primary MC system

    @tp:PGR_PSRV_BI_40 @req:STEP-3-f @req:STEP-4a-1
    Scenario: A listed group is regrouped, and is spelt otherwise
      Given Ivo has regrouped Fire-2 into Joint-8
      When Ana initiates a preconfigured regroup of Echo-2 and Med-7 into Joint-9
      Then Ana receives a preconfigured regroup reject: group already regrouped
      And nothing leaves the primary MC system

    @tp:PGR_PSRV_BI_93 @req:STEP-3-h @needs:temporary-group
    Scenario: The given identity is that of a temporary group
      Given Fire-2 is in the temporary group Temp-5
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Temp-5
      Then Eve receives no preconfigured regroup request
      And Eve is not told of the regrouping

  Rule: Identities that differ in the domain alone are two

    @tp:PGR_PSRV_BV_54 @req:STEP-5-c @req:STEP-6-b
    Scenario: Two listed groups have the same name in two MC systems
      Given these MC service groups:
        | group  | home MC system | affiliated members |
        | Twin-1 | partner        | Gil                |
      When Ana initiates a preconfigured regroup of Fire-1 and Twin-1 into Joint-9
      Then Ben and Gil receive a preconfigured regroup request
      And Ben and Gil are affiliated to the regroup group
      And Ana receives a preconfigured regroup response

    @tp:PGR_PSRV_BV_55 @req:STEP-4a-6 @req:STEP-11-a
    Scenario: A group of the same name in the other MC system is regrouped
      Given these MC service groups:
        | group  | home MC system | affiliated members |
        | Twin-1 | partner        | Gil                |
      And Ivo has regrouped Fire-1 and Med-7 into Joint-8
      When Ana initiates a preconfigured regroup of Fire-2 and Twin-1 into Joint-9
      Then Gil receives a preconfigured regroup request
      And Ana receives a preconfigured regroup request return: authorized
      And Ana receives a preconfigured regroup response

    @tp:PGR_PSRV_BV_56 @req:STEP-3-a @req:STEP-12-a
    Scenario: The given identity is of the domain of the partner MC system
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-7
      Then Ana receives a preconfigured regroup request return: authorized
      And Ben and Dan receive a preconfigured regroup request
      And Ana receives a preconfigured regroup response

  Rule: The group that lends its configuration may be homed in the partner MC system

    @tp:PGR_PSRV_BV_57 @req:STEP-3-a @req:STEP-5-d @req:INV-2
    Scenario: A preconfigured group of the partner MC system lends its configuration
      Given these MC service groups:
        | group    | home MC system | affiliated members |
        | Crisis-2 | partner        |                    |
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9 with the configuration of Crisis-2
      Then Ana receives a preconfigured regroup request return: authorized
      And Ben and Dan receive a preconfigured regroup request
      And Ana receives a preconfigured regroup response

  Rule: A regroup group in force is held by the MC system that formed it

    @tp:PGR_QSRV_BI_11 @beyond-spec @needs:proposed-identity
    Scenario: A regroup group that the partner MC system has formed is listed
      Given Jan has regrouped Med-8 into Joint-7
      When Ana initiates a preconfigured regroup of Joint-7 and Med-7 into Joint-9
      Then the partner MC service server answers with a preconfigured regroup reject: group already regrouped
      And Ana receives a preconfigured regroup reject: group already regrouped

    @tp:PGR_QSRV_BI_12 @req:STEP-6-a @req:STEP-6-e @req:POST-1
    Scenario: A regroup of another MC system that has the same identity displaces none
      Given Jan has regrouped Med-8 into Joint-8
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-8
      And Ana initiates a preconfigured regroup of Fire-2 and Med-8 into Joint-9
      Then the partner MC service server answers with a preconfigured regroup reject: group already regrouped
      And Ana receives a preconfigured regroup reject: group already regrouped
