@clause:16.2
Feature: Creation of a regroup at stage 3 - what each request and each answer holds

  The messages are those of clause 10.15.3.3.1 of stage 2; here each is held against
  what stage 3 says of its header fields, its bodies and its final response.

  Background:
    Given these MC service groups:
      | group  | home MC system | affiliated members | other members |
      | Fire-1 | primary        | Ana, Dan           | Cleo          |
      | Fire-2 | primary        | Eve                |               |
      | Med-7  | partner        | Ben, Eve           | Cleo, Ivo     |
      | Med-8  | partner        |                    |               |
    And Ana may initiate a preconfigured regroup
    And Jan may initiate a preconfigured regroup

  Rule: The request of a client has the fields and bodies of leg A

    @tp:PGR_CL1_BV_71 @req:GR-16.2.1.1-3 @req:TWIN-2 @req:SIP-1 @req:SIP-2 @req:SIP-3 @req:GR-16.2.1.1-1 @req:GR-16.2.1.1-2 @req:GR-16.2.1.1-5 @req:GR-16.2.1.1-6 @req:GR-16.2.1.1-6a @req:GR-16.2.1.1-7b @req:GR-16.2.1.1-7c @req:GR-16.2.1.1-7d
    Scenario: A client requests a regroup at stage 3
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Ana receives a preconfigured regroup response

  Rule: The controlling function hands the request on to each non-controlling function

    @tp:PGR_PSRV_BV_71 @req:TWIN-2 @req:GR-16.2.3.1-4c @req:GR-16.2.3.1-4d @req:GR-16.2.3.1-4e @req:GR-16.2.3.1-4f @req:GR-16.2.3.1-4g @req:GR-16.2.2.2-2xx @req:GR-16.2.4.1-4 @req:GR-16.2.3.1-4b
    Scenario: A request reaches the partner MC system as it came
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then the partner MC service server receives a preconfigured regroup request
      And Ana receives a preconfigured regroup response

  Rule: A non-controlling function names members whom another system serves to the function that serves them

    @tp:PGR_PSRV_BV_76 @req:GR-16.2.4.1-6 @req:GR-16.2.4.1-7b @req:GR-16.2.4.1-7c @req:GR-16.2.4.1-7d @req:GR-16.2.4.1-7e @req:GR-16.2.4.1-7g @req:GR-16.2.4.1-7h @req:GR-16.2.2.4-2 @req:GR-16.2.4.1-7a
    Scenario: A member of a primary group whom the partner serves is named to it
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Dan receives a preconfigured regroup request

    @tp:PGR_QSRV_BV_74 @req:GR-16.2.4.1-6 @req:GR-16.2.4.1-7b @req:GR-16.2.4.1-7c @req:GR-16.2.4.1-7d @req:GR-16.2.4.1-7e @req:GR-16.2.4.1-7g @req:GR-16.2.4.1-7h @req:GR-16.2.4.1-7a
    Scenario: A member of a partner group whom the primary serves is named to it
      When Jan initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-8
      Then Eve receives a preconfigured regroup request

    @tp:PGR_PSRV_BV_78 @req:SIP-1 @req:SIP-2 @req:SIP-3 @req:GR-16.2.4.3-3 @req:GR-16.2.4.3-4 @req:GR-16.2.4.3-5 @req:GR-16.2.4.3-6 @req:GR-16.2.4.3-7 @req:GR-16.2.4.3-8 @req:GR-16.2.4.3-9 @req:GR-16.2.4.3-2
    Scenario: Who comes later to a primary group and is served by the partner is named to it
      Given Ana has regrouped Fire-1 and Med-7 into Joint-9
      When Cleo affiliates to Fire-1
      Then Cleo receives a preconfigured regroup request

    @tp:PGR_QSRV_BV_75 @req:SIP-1 @req:SIP-2 @req:SIP-3 @req:GR-16.2.4.3-3 @req:GR-16.2.4.3-4 @req:GR-16.2.4.3-5 @req:GR-16.2.4.3-6 @req:GR-16.2.4.3-7 @req:GR-16.2.4.3-8 @req:GR-16.2.4.3-9 @req:GR-16.2.4.3-2
    Scenario: Who comes later to a partner group and is served by the primary is named to it
      Given Ana has regrouped Fire-1 and Med-7 into Joint-9
      When Ivo affiliates to Med-7
      Then Ivo receives a preconfigured regroup request

  Rule: A terminating participating function tells each client what it was told itself, and of no other user

    @tp:PGR_QSRV_BV_71 @req:TWIN-2 @req:GR-16.2.2.4-3b @req:GR-16.2.2.4-3c @req:GR-16.2.2.4-3d @req:GR-16.2.2.4-3e.1 @req:GR-16.2.2.4-3e.2 @req:GR-16.2.2.4-3f @req:GR-16.2.1.3-2 @req:GR-16.2.2.4-3a
    Scenario: Clients of both MC systems are told of the regroup
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Ben and Dan receive a preconfigured regroup request
      And Ana receives a preconfigured regroup response

    @tp:PGR_QSRV_BV_72 @req:GR-16.2.2.4-3b @req:GR-16.2.2.4-3c @req:GR-16.2.2.4-3d @req:GR-16.2.2.4-3e.1 @req:GR-16.2.2.4-3e.2
    Scenario: A client that affiliates later is told the same
      Given Ana has regrouped Fire-1 and Med-7 into Joint-9
      When Cleo affiliates to Med-7
      Then Cleo receives a preconfigured regroup request

  Rule: Each function takes the part of the other where a user of the other MC system regroups

    @tp:PGR_PSRV_BV_74 @req:GR-16.2.4.1-4 @req:GR-16.2.2.4-3d
    Scenario: A request of the partner MC system reaches the primary at stage 3
      When Jan initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-8
      Then Jan receives a preconfigured regroup response
      And Ben and Dan receive a preconfigured regroup request

  Rule: A regroup that one function refuses is rolled back at the others, by a removal of its own

    @tp:PGR_PSRV_BI_72 @req:GR-16.2.3.1-7a @req:GR-16.2.3.1-7b.2 @needs:second-partner
    Scenario: One partner refuses at stage 3 and another is told to remove
      Given these MC service groups:
        | group   | home MC system | affiliated members |
        | Coast-3 | second partner | Hana               |
      And Jan has regrouped Med-7 into Joint-8
      When Ana initiates a preconfigured regroup of Fire-1, Med-7 and Coast-3 into Joint-9
      Then the second partner MC service server receives a preconfigured regroup cancel request
