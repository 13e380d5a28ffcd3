@clause:10.15.3.3.1
Feature: Step 7 - the partner MC service server asks its affiliated members

  Each affiliated member of a listed group that the partner serves gets one
  preconfigured regroup request; nobody else gets any.

  Background:
    Given these MC service groups:
      | group  | home MC system | affiliated members | other members |
      | Fire-1 | primary        | Ana, Dan           | Gil           |
      | Med-7  | partner        | Ben, Dan           | Cleo          |
      | Med-8  | partner        | Gil                | Ben           |
    And Ana may initiate a preconfigured regroup

  Rule: The partner sends the preconfigured regroup request to each affiliated member that it serves

    @tp:PGR_QSRV_BV_09 @req:STEP-7-a
    Scenario: An affiliated member gets one request
      When Ana initiates a preconfigured regroup of Med-7 into Joint-9
      Then Ben receives a preconfigured regroup request
      And Ana receives a preconfigured regroup response

    @tp:PGR_QSRV_BV_10 @req:STEP-7-a @req:STEP-10-c
    Scenario: Three affiliated members get one request each
      When Ana initiates a preconfigured regroup of Fire-1, Med-7 and Med-8 into Joint-9
      Then Ben, Dan and Gil receive a preconfigured regroup request
      And Ben, Dan and Gil are affiliated to the regroup group

    @tp:PGR_QSRV_BV_11 @req:INV-6 @req:STEP-7-a
    Scenario: A member affiliated to two listed groups gets one request
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Dan receives a preconfigured regroup request
      And Dan is affiliated to the regroup group

    @tp:PGR_QSRV_BV_12 @req:STEP-7-a @needs:multicast
    Scenario: A request sent by multicast reaches the affiliated members
      Given the partner MC system sends regroup requests by multicast
      When Ana initiates a preconfigured regroup of Med-7 and Med-8 into Joint-9
      Then Ben, Dan and Gil receive a preconfigured regroup request
      And Cleo is not told of the regrouping

  Rule: The request names the target, the regroup group and the group that lends its configuration

    @tp:PGR_QSRV_BV_13 @req:STEP-7-b @req:INV-1 @req:INV-2 @needs:proposed-identity
    Scenario: A member is told the identities that the requester gave
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9 with the configuration of Crisis-1
      Then Ben receives a preconfigured regroup request
      And the regroup group is Joint-9

    @tp:PGR_QSRV_BV_14 @req:STEP-7-b @req:STEP-4b-8
    Scenario: A member is told the identity that the primary MC service server assigned
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7
      Then Ben receives a preconfigured regroup request
      And Ben is affiliated to the regroup group

  Rule: The members are asked after the partner MC system was

    @tp:PGR_QSRV_TI_01 @req:STEP-7-c @req:INV-7
    Scenario: A member is asked only when the partner has been asked
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then the steps follow each other in this order:
        | step | from           | to             |
        | 5    | primary server | partner server |
        | 7    | partner server | Ben            |

  Rule: Only members affiliated to a listed group are sent a request

    @tp:PGR_QSRV_BV_15 @req:NOTE-2 @req:INV-5
    Scenario: A member who is not affiliated is left alone
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Ben receives a preconfigured regroup request
      And Cleo receives no preconfigured regroup request
      And Cleo is not affiliated to the regroup group

    @tp:PGR_QSRV_BV_16 @req:NOTE-2 @req:INV-5
    Scenario: A member affiliated only to a group that is not listed is left alone
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Dan receives a preconfigured regroup request
      And Gil receives no preconfigured regroup request
      And Gil is not affiliated to the regroup group

    @tp:PGR_QSRV_BV_17 @req:NOTE-2
    Scenario: A user who is no member of a listed group is left alone
      Given Jan may initiate a preconfigured regroup
      When Ana initiates a preconfigured regroup of Fire-1, Med-7 and Med-8 into Joint-9
      Then Gil receives a preconfigured regroup request
      And Jan receives no preconfigured regroup request
      And Jan is not affiliated to the regroup group

    @tp:PGR_QSRV_BV_18 @req:NOTE-2 @req:INV-5
    Scenario: A member who has ended the affiliation is left alone
      When Ben ceases to be affiliated to Med-7
      And Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Ben receives no preconfigured regroup request
      And Dan receives a preconfigured regroup request
      And Ben is not affiliated to the regroup group
