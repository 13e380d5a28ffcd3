@clause:10.15.3.3.1
Feature: Step 12 - the primary MC service server answers MC service client 1

  The requester learns that the regroup exists when every partner MC system has
  answered, and not before.

  Background:
    Given these MC service groups:
      | group  | home MC system | affiliated members |
      | Fire-1 | primary        | Ana                |
      | Med-7  | partner        | Ben                |
    And Ana may initiate a preconfigured regroup
    And Jan may initiate a preconfigured regroup

  Rule: The primary MC service server sends the preconfigured regroup response to MC service client 1

    @tp:PGR_PSRV_BV_27 @req:STEP-12-a
    Scenario: The requester is told once that the regroup is formed
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Ana receives a preconfigured regroup response
      And the regroup is in force

    @tp:PGR_PSRV_BV_28 @req:STEP-12-a @req:STEP-4b-8
    Scenario: The response names the identity that was assigned
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7
      Then Ana receives a preconfigured regroup response
      And the regroup is in force

    @tp:PGR_PSRV_BV_29 @req:STEP-12-a @req:STEP-5-b @needs:second-partner
    Scenario: The requester is told once though two partner MC systems have answered
      Given these MC service groups:
        | group   | home MC system | affiliated members |
        | Coast-3 | second partner | Hana               |
      When Ana initiates a preconfigured regroup of Fire-1, Med-7 and Coast-3 into Joint-9
      Then Ana receives a preconfigured regroup response
      And Ben and Hana are affiliated to the regroup group
      And the regroup is in force

  Rule: The response follows the answers of all partner MC systems

    @tp:PGR_PSRV_TI_02 @req:STEP-12-b @req:INV-7
    Scenario: The partner answers before the requester is told
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then the steps follow each other in this order:
        | step | from           | to             |
        | 5    | primary server | partner server |
        | 11   | partner server | primary server |
        | 12   | primary server | Ana            |

    @tp:PGR_PSRV_TI_03 @req:STEP-11-a @req:STEP-12-b @needs:second-partner
    Scenario: Both of two partner MC systems answer before the requester is told
      Given these MC service groups:
        | group   | home MC system | affiliated members |
        | Coast-3 | second partner | Hana               |
      And the second partner MC service server answers late
      When Ana initiates a preconfigured regroup of Med-7 and Coast-3 into Joint-9
      Then the partner MC service server answers with a preconfigured regroup response
      And the second partner MC service server answers with a preconfigured regroup response
      And Ana receives a preconfigured regroup response

    @tp:PGR_PSRV_BI_22 @req:STEP-6-a @req:STEP-6-e @req:INV-9
    Scenario: The requester of a regroup that the partner refused gets no response
      Given Jan has regrouped Med-7 into Joint-8
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Ana receives a preconfigured regroup reject: group already regrouped
      And Ana receives no preconfigured regroup response
      And no group is regrouped

    @tp:PGR_PSRV_BI_92 @req:STEP-4a-1 @needs:second-partner
    Scenario: Both of two partner MC systems refuse
      Given these MC service groups:
        | group   | home MC system | affiliated members |
        | Coast-3 | second partner | Hana               |
      And Hana may initiate a preconfigured regroup
      And Hana has regrouped Coast-3 into Joint-6
      And Jan has regrouped Med-7 into Joint-8
      When Ana initiates a preconfigured regroup of Fire-1, Med-7 and Coast-3 into Joint-9
      Then Ana receives a preconfigured regroup reject: group already regrouped
      And no group is regrouped

    @tp:PGR_PSRV_BI_87 @req:STEP-12-b
    Scenario: A partner takes no request, and says so otherwise each time
      Given the partner MC service server takes no requests of its partners
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-7
      And Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-8
      And Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Ana receives no preconfigured regroup response

  Rule: Several answers of a partner are one agreement

    @tp:PGR_PSRV_TI_15 @req:STEP-12-a @req:INV-4
    Scenario: The only partner answers twice
      Given the partner MC service server answers twice
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Ana receives a preconfigured regroup response
      And the regroup is in force

    @tp:PGR_PSRV_TI_16 @req:STEP-12-b @req:STEP-12-a @needs:second-partner
    Scenario: One of two partners answers twice before the other answers
      Given these MC service groups:
        | group   | home MC system | affiliated members |
        | Coast-3 | second partner | Hana               |
      And the partner MC service server answers twice
      And the second partner MC service server answers late
      When Ana initiates a preconfigured regroup of Med-7 and Coast-3 into Joint-9
      Then the second partner MC service server answers with a preconfigured regroup response
      And Ana receives a preconfigured regroup response
