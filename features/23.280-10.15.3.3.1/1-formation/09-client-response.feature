@clause:10.15.3.3.1
Feature: Step 9 - MC service client 2 may acknowledge

  An acknowledgement is the client's choice. If it comes it goes to the server that
  asked, and it never answers a multicast request.

  Background:
    Given these MC service groups:
      | group  | home MC system | affiliated members |
      | Fire-1 | primary        | Ana, Dan           |
      | Med-7  | partner        | Ben                |
    And Ana may initiate a preconfigured regroup

  Rule: A response of the client acknowledges the regrouping to the partner MC service server

    @tp:PGR_CL2_BV_07 @req:STEP-9-b @req:STEP-9-d
    Scenario: A client that acknowledges does so to the server that asked
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then the partner MC service server receives a preconfigured regroup response
      And Ana receives a preconfigured regroup response

    @tp:PGR_CL2_BV_08 @req:STEP-9-b
    Scenario: An acknowledgement names the regroup group that the server assigned
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7
      Then the partner MC service server receives a preconfigured regroup response
      And Ben is affiliated to the regroup group

    @tp:PGR_CL2_BV_09 @req:STEP-9-d
    Scenario: A member of a primary-homed group acknowledges to the partner that serves it
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Dan receives a preconfigured regroup request
      And the partner MC service server receives a preconfigured regroup response

  Rule: The client is free not to acknowledge

    @tp:PGR_QSRV_BV_19 @req:STEP-10-b @req:STEP-11-a
    Scenario: No client acknowledges
      Given Ben does not acknowledge regroup requests
      And Dan does not acknowledge regroup requests
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then the partner MC service server answers with a preconfigured regroup response
      And Ana receives a preconfigured regroup response

  Rule: A multicast request is not acknowledged

    @tp:PGR_CL2_BI_01 @req:STEP-9-c @needs:multicast
    Scenario: No acknowledgement follows a request sent by multicast
      Given the partner MC system sends regroup requests by multicast
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Ben and Dan receive a preconfigured regroup request
      And the partner MC service server receives no preconfigured regroup response
      And Ana receives a preconfigured regroup response
