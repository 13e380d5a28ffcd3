@clause:10.15.3.3.1
Feature: Preconditions - both MC systems are ready before the procedure

  The clause takes for granted that the requester and the other members receive
  service, that the members hold the configuration of the preconfigured group,
  and that servers and group management servers keep each other informed.

  Background:
    Given these MC service groups:
      | group  | home MC system | affiliated members | other members |
      | Fire-1 | primary        | Ana                | Eve           |
      | Fire-2 | primary        | Eve                |               |
      | Med-7  | partner        | Ben                | Cleo          |
    And Ana may initiate a preconfigured regroup

  Rule: MC service client 1 receives service in its primary MC system

    @tp:PGR_CL1_BV_01 @req:PRE-1b
    Scenario: A requester in service is answered by its own MC system
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then the primary MC service server receives a preconfigured regroup request
      And Ana receives a preconfigured regroup request return: authorized

  Rule: MC service client 2 is affiliated to a group of the partner MC system and is served there

    @tp:PGR_CL2_BV_01 @req:PRE-2a @req:PRE-2c @req:STEP-6-d
    Scenario: An affiliated member served in the partner MC system is found by its server
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Ben receives a preconfigured regroup request
      And Ben is affiliated to the regroup group

  Rule: The members hold the preconfigured group's configuration and security information beforehand

    @tp:PGR_QGMS_BV_01 @req:PRE-3a @req:PRE-3b @req:PRE-3c @needs:shared-configuration
    Scenario: The partner group management server passes the shared configuration on to a served member
      When the MC systems are ready
      Then Ben has the configuration and the key reference of Crisis-0

    @tp:PGR_PGMS_BV_01 @req:PRE-3a @req:PRE-3b @req:PRE-3c @needs:shared-configuration
    Scenario: The primary group management server shares the configuration with the partner MC system
      When the MC systems are ready
      Then Ben and Cleo have the configuration and the key reference of Crisis-0

    @tp:PGR_CL2_BV_02 @req:PRE-3c @req:PRE-3d @needs:shared-configuration
    Scenario: Joining the regroup takes no further key
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9
      Then Ben receives a preconfigured regroup request
      And Ben has the configuration and the key reference of Crisis-0
      And Ben is affiliated to the regroup group

  Rule: An MC service server is subscribed to the group configuration in the group management server

    @tp:PGR_PSRV_BV_01 @req:PRE-4
    Scenario: The primary MC service server follows the configuration of the groups homed with it
      When the MC systems are ready
      Then the primary MC service server is subscribed to the configuration of Fire-1 and Fire-2

    @tp:PGR_QSRV_BV_01 @req:PRE-4
    Scenario: The partner MC service server follows the configuration of the groups homed with it
      When the MC systems are ready
      Then the partner MC service server is subscribed to the configuration of Med-7

  Rule: A group management server is subscribed to the group dynamic data of the server of its own MC system

    @tp:PGR_PGMS_BV_02 @req:PRE-5
    Scenario: The primary group management server follows the dynamic data of its groups
      When the MC systems are ready
      Then the primary group management server is subscribed to the dynamic data of Fire-1 and Fire-2

    @tp:PGR_QGMS_BV_02 @req:PRE-5
    Scenario: The partner group management server follows the dynamic data of its groups
      When the MC systems are ready
      Then the partner group management server is subscribed to the dynamic data of Med-7
