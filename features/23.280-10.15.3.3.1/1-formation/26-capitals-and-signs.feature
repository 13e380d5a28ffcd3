@clause:10.15.3.3.1
Feature: Capitals and signs - identities that are not made of small letters

  The user part of a SIP URI has case: two identities that differ in it are two. It may
  hold any sign that RFC 3261 leaves unescaped there.

  Background:
    Given these MC service groups:
      | group  | home MC system | affiliated members |
      | Fire-1 | primary        | Ana                |
      | Fire-2 | primary        | Eve                |
      | Med-7  | partner        | Ben                |
      | Med-8  | partner        | Cleo               |
    And Ana may initiate a preconfigured regroup
    And Ivo may initiate a preconfigured regroup
    And Jan may initiate a preconfigured regroup

  Rule: Identities that differ in the case of the user part are two

    @tp:PGR_PSRV_BI_50 @req:STEP-4a-6 @req:NOTE-2
    Scenario: The name of a regrouped group stands in capitals for another
      Given these MC service groups:
        | group  | home MC system | affiliated members |
        | Caps-2 | primary        | Finn, Dan          |
      And Ivo has regrouped Fire-2 into Joint-8
      When Ana initiates a preconfigured regroup of Caps-2 and Med-7 into Joint-9
      Then Ana receives a preconfigured regroup request return: authorized
      And Eve receives no preconfigured regroup request
      And Ben and Dan receive a preconfigured regroup request
      And Ana receives a preconfigured regroup response

    @tp:PGR_QSRV_BI_23 @req:STEP-6-b @req:STEP-6-e @req:NOTE-2
    Scenario: The partner hosts a group whose name in small letters is that of a regrouped one
      Given these MC service groups:
        | group  | home MC system | affiliated members |
        | Caps-8 | partner        | Dan                |
      And Jan has regrouped Med-8 into Joint-7
      When Ana initiates a preconfigured regroup of Fire-1 and Caps-8 into Joint-9
      Then Dan receives a preconfigured regroup request
      And Cleo receives no preconfigured regroup request
      And Dan is affiliated to the regroup group
      And Ana receives a preconfigured regroup response

  Rule: An identity is handed on with every sign that it holds

    @tp:PGR_PSRV_BV_65 @req:STEP-5-c @req:STEP-6-b @req:STEP-12-a
    Scenario: A listed group has signs in its name
      Given these MC service groups:
        | group | home MC system | affiliated members |
        | Odd-4 | partner        | Gil                |
      When Ana initiates a preconfigured regroup of Fire-1 and Odd-4 into Joint-9
      Then Gil receives a preconfigured regroup request
      And Gil is affiliated to the regroup group
      And Ana receives a preconfigured regroup response
