@clause:10.15.3.3.1
Feature: The whole procedure - from the user's request to the response

  The steps of figure 10.15.3.3.1-1 from end to end, and what must hold across them.

  Background:
    Given these MC service groups:
      | group  | home MC system | affiliated members | other members |
      | Fire-1 | primary        | Ana, Dan           | Eve, Finn     |
      | Fire-2 | primary        | Eve                |               |
      | Med-7  | partner        | Ben, Dan           | Cleo          |
      | Med-8  | partner        | Gil                |               |
    And Ana may initiate a preconfigured regroup
    And Ivo may initiate a preconfigured regroup

  Rule: The steps follow each other as the figure shows

    @tp:PGR_PSRV_BV_32 @req:INV-1 @req:INV-2 @req:INV-3 @req:INV-4 @req:INV-7 @req:WIRE-1 @req:WIRE-2
    Scenario: One group of each MC system is regrouped
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then the steps follow each other in this order:
        | step | from           | to             |
        | 2    | Ana            | primary server |
        | 4b   | primary server | Ana            |
        | 5    | primary server | partner server |
        | 7    | partner server | Ben            |
        | 11   | partner server | primary server |
        | 12   | primary server | Ana            |
      And Ben is told of the regrouping
      And Ben and Dan are affiliated to the regroup group
      And the regroup is in force

    @tp:PGR_PSRV_BV_33 @req:INV-1 @req:INV-3 @req:STEP-3-g
    Scenario: The primary MC service server names the regroup group
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7
      Then Ana receives a preconfigured regroup request return: authorized
      And Ben and Dan are affiliated to the regroup group
      And Ana receives a preconfigured regroup response
      And the regroup is in force

    @tp:PGR_PSRV_BV_34 @req:INV-1 @req:INV-4 @req:STEP-5-b @req:STEP-12-b @needs:second-partner
    Scenario: Groups of three MC systems are regrouped
      Given these MC service groups:
        | group   | home MC system | affiliated members |
        | Coast-3 | second partner | Hana               |
      When Ana initiates a preconfigured regroup of Fire-1, Med-7 and Coast-3 into Joint-9
      Then Ana receives a preconfigured regroup request return: authorized
      And Ben, Dan and Hana are affiliated to the regroup group
      And Ana receives a preconfigured regroup response
      And the regroup is in force

    @tp:PGR_QSRV_BV_34 @req:STEP-9-c @req:STEP-10-c @req:STEP-11-a @needs:multicast
    Scenario: The partner MC system asks by multicast
      Given the partner MC system sends regroup requests by multicast
      When Ana initiates a preconfigured regroup of Fire-1, Med-7 and Med-8 into Joint-9
      Then Ben, Dan and Gil are affiliated to the regroup group
      And Ana receives a preconfigured regroup response
      And the regroup is in force

    @tp:PGR_PSRV_BV_35 @req:INV-1 @req:INV-7 @req:STEP-12-a @needs:gateway
    Scenario: The MC systems reach each other through gateways
      Given the MC systems reach each other through MC gateway servers
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7
      Then Ben and Dan are affiliated to the regroup group
      And Ana receives a preconfigured regroup response
      And the regroup is in force

    @tp:PGR_PSRV_BV_36 @req:INV-1 @req:INV-2 @req:INV-6 @req:STEP-5-c
    Scenario: All groups of two MC systems are regrouped with another configuration
      When Ana initiates a preconfigured regroup of Fire-1, Fire-2, Med-7 and Med-8 into Joint-9 with the configuration of Crisis-1
      Then Ben, Dan and Gil receive a preconfigured regroup request
      And Ben, Dan and Gil are affiliated to the regroup group
      And Cleo and Finn are not affiliated to the regroup group
      And Ana receives a preconfigured regroup response

    @tp:PGR_PSRV_BV_43 @req:INV-6 @req:STEP-3-c
    Scenario: A member of two primary-homed groups is asked at most once
      When Eve affiliates to Fire-1
      And Ana initiates a preconfigured regroup of Fire-1, Fire-2 and Med-7 into Joint-9
      Then Ben and Dan receive a preconfigured regroup request
      And Ana receives a preconfigured regroup response

  Rule: One request is either taken up or rejected, never both

    @tp:PGR_PSRV_BO_01 @req:INV-4 @req:STEP-4a-1
    Scenario: The same regroup is requested again while it is in force
      Given Ana has regrouped Fire-1 and Med-7 into Joint-9
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Ana receives a preconfigured regroup reject: group already regrouped
      And nothing leaves the primary MC system
      And the regroup is in force

  Rule: Of two requests that share a group at most one succeeds

    @tp:PGR_PSRV_TI_04 @req:INV-8
    Scenario: Two users regroup the same groups at the same time
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 while Ivo initiates one of Fire-1 and Med-7
      Then only one of Ana and Ivo receives a preconfigured regroup response

    @tp:PGR_PSRV_TI_05 @req:INV-8
    Scenario: Two users regroup the same partner-homed group at the same time
      When Ana initiates a preconfigured regroup of Med-7 while Ivo initiates one of Med-7
      Then only one of Ana and Ivo receives a preconfigured regroup response

    @tp:PGR_QSRV_TI_04 @req:INV-8
    Scenario: Users of two MC systems regroup the same partner-homed group at the same time
      Given Jan may initiate a preconfigured regroup
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 while Jan initiates one of Fire-2 and Med-7
      Then only one of Ana and Jan receives a preconfigured regroup response
