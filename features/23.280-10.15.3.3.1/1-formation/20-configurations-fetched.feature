@clause:10.15.3.3.1
Feature: Configurations that are fetched - regroups that wait for the group management server

  Step 3 lets a server fetch a configuration that it does not know. Whoever waits for it
  is served once it is there, however many they are.

  Background:
    Given these MC service groups:
      | group    | home MC system | affiliated members |
      | Fire-1   | primary        | Ana                |
      | Fire-2   | primary        | Eve                |
      | Med-7    | partner        | Ben                |
      | Med-8    | partner        | Gil                |
      | Crisis-2 | partner        |                    |
    And Ana may initiate a preconfigured regroup
    And Ivo may initiate a preconfigured regroup

  Rule: Two requests that wait for one configuration are both returned

    @tp:PGR_PSRV_TI_20 @req:STEP-4b-1 @req:STEP-5-d @req:STEP-12-a
    Scenario: Two users take the configuration of one group of the partner MC system at the same time
      When Ana initiates a preconfigured regroup of Fire-1 and Med-7 while Ivo initiates one of Fire-2 and Med-8, both with the configuration of Crisis-2
      Then Ana receives a preconfigured regroup response
      And Ivo receives a preconfigured regroup response
      And Ben and Gil receive a preconfigured regroup request
