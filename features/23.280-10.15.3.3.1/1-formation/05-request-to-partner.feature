@clause:10.15.3.3.1
Feature: Step 5 - the primary MC service server asks the partner MC system

  Every partner MC system that is home of a listed group is asked, with the whole
  list of groups, the regroup group and the group that lends its configuration.

  Background:
    Given these MC service groups:
      | group  | home MC system | affiliated members |
      | Fire-1 | primary        | Ana, Dan           |
      | Fire-2 | primary        |                    |
      | Med-7  | partner        | Ben                |
      | Med-8  | partner        | Gil                |
    And Ana may initiate a preconfigured regroup

  Rule: Every partner MC system that is home of a listed group is asked, and no other

    @tp:PGR_PSRV_BV_17 @req:STEP-5-a
    Scenario: The home of the only partner group is asked
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then the partner MC service server receives a preconfigured regroup request
      And Ana receives a preconfigured regroup response

    @tp:PGR_PSRV_BV_18 @req:STEP-5-b @req:STEP-3-d @needs:second-partner
    Scenario: The homes of two partner groups are both asked
      Given these MC service groups:
        | group   | home MC system | affiliated members |
        | Coast-3 | second partner | Hana               |
      When Ana initiates a preconfigured regroup of Fire-1, Med-7 and Coast-3 into Joint-9
      Then the partner MC service server receives a preconfigured regroup request
      And the second partner MC service server receives a preconfigured regroup request
      And Ben and Hana receive a preconfigured regroup request

    @tp:PGR_PSRV_BV_19 @req:STEP-3-b @req:STEP-3-d @req:STEP-5-b @needs:second-partner
    Scenario: A partner MC system that is home of no listed group is not asked
      Given these MC service groups:
        | group   | home MC system | affiliated members |
        | Coast-3 | second partner | Hana               |
      When Ana initiates a preconfigured regroup of Fire-2 and Med-7 into Joint-9
      Then the partner MC service server receives a preconfigured regroup request
      And the second partner MC service server receives no preconfigured regroup request
      And Hana is not told of the regrouping

    @tp:PGR_PSRV_BV_20 @req:STEP-3-b @req:STEP-5-b @needs:second-partner
    Scenario: A group of the second partner MC system leads to that system alone
      Given these MC service groups:
        | group   | home MC system | affiliated members |
        | Coast-3 | second partner | Hana               |
      When Ana initiates a preconfigured regroup of Fire-2 and Coast-3 into Joint-9
      Then the second partner MC service server receives a preconfigured regroup request
      And the partner MC service server receives no preconfigured regroup request
      And Hana receives a preconfigured regroup request

    @tp:PGR_PSRV_BV_44 @req:STEP-3-d @req:STEP-5-b @needs:second-partner
    Scenario: A partner MC system that only serves a member of a listed group need not be asked
      Given these MC service groups:
        | group   | home MC system | affiliated members |
        | Coast-3 | second partner | Hana               |
      When Ana initiates a preconfigured regroup of Fire-1 and Coast-3 into Joint-9
      Then the second partner MC service server receives a preconfigured regroup request
      And Hana receives a preconfigured regroup request
      And Ana receives a preconfigured regroup response

  Rule: The partner MC system is told the whole list of groups

    @tp:PGR_PSRV_BV_21 @req:STEP-5-c @req:STEP-6-b
    Scenario: Groups homed in the primary MC system are in the list for the partner
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Ben and Dan receive a preconfigured regroup request
      And Ana receives a preconfigured regroup response

    @tp:PGR_PSRV_BV_22 @req:STEP-5-c
    Scenario: All groups of one partner MC system are in the list for it
      When Ana initiates a preconfigured regroup of Fire-2, Med-7 and Med-8 into Joint-9
      Then Ben and Gil receive a preconfigured regroup request
      And Ana receives a preconfigured regroup response

    @tp:PGR_PSRV_BV_23 @req:STEP-5-c @needs:second-partner
    Scenario: Each of two partner MC systems is told the groups of the other
      Given these MC service groups:
        | group   | home MC system | affiliated members |
        | Coast-3 | second partner | Hana               |
      When Ana initiates a preconfigured regroup of Med-7, Med-8 and Coast-3 into Joint-9
      Then Ben, Gil and Hana receive a preconfigured regroup request
      And Ana receives a preconfigured regroup response

  Rule: The partner MC system is told the regroup group and the group that lends its configuration

    @tp:PGR_PSRV_BV_24 @req:STEP-5-d @req:INV-1 @req:INV-2 @needs:proposed-identity
    Scenario: The request to the partner repeats the given identities
      When Ana initiates a preconfigured regroup of Fire-2 and Med-7 into Joint-9 with the configuration of Crisis-1
      Then Ben receives a preconfigured regroup request
      And the regroup group is Joint-9

    @tp:PGR_PSRV_BV_25 @req:STEP-5-d @req:STEP-4b-8
    Scenario: The request to the partner carries the identity that the server assigned
      When Ana initiates a preconfigured regroup of Fire-2 and Med-7
      Then Ben is affiliated to the regroup group
      And Ana receives a preconfigured regroup response

  Rule: MC gateway servers between the MC systems change nothing

    @tp:PGR_PSRV_BV_26 @req:STEP-5-a @req:STEP-11-a @needs:gateway
    Scenario: The request reaches the partner through MC gateway servers
      Given the MC systems reach each other through MC gateway servers
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then the partner MC service server receives a preconfigured regroup request
      And Ben receives a preconfigured regroup request
      And Ana receives a preconfigured regroup response
