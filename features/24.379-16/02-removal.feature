@clause:16.2
Feature: Removal of a regroup at stage 3 - what each request and each answer holds

  Whoever may regroup may remove; what he asks for travels the same legs.

  Background:
    Given these MC service groups:
      | group  | home MC system | affiliated members |
      | Fire-1 | primary        | Ana, Dan           |
      | Fire-2 | primary        | Eve                |
      | Med-7  | partner        | Ben, Eve           |
    And Ana may initiate a preconfigured regroup
    And Ivo may initiate a preconfigured regroup

  Rule: The removal of a client has the fields and bodies of leg A

    @tp:PGR_CL1_BV_72 @req:GR-16.2.1.2-3 @req:GR-16.2.1.2-4 @req:GR-16.2.1.2-5 @req:GR-16.2.1.2-7 @req:GR-16.2.1.2-8 @req:GR-16.2.1.2-8a @req:GR-16.2.1.2-10 @req:GR-16.2.1.2-2
    Scenario: A client removes a regroup at stage 3
      Given Ana has regrouped Fire-1 and Med-7 into Joint-9
      When Ana cancels the regroup
      Then Ana receives a preconfigured regroup cancel response

  Rule: The controlling function answers and hands the removal on

    @tp:PGR_PSRV_BV_72 @req:GR-16.2.3.2-4 @req:GR-16.2.3.2-5a.3 @req:GR-16.2.3.2-5a.4 @req:GR-16.2.3.2-5a.5 @req:GR-16.2.3.2-5a.6 @req:GR-16.2.3.2-5a.7 @req:GR-16.2.3.2-5a.8 @req:GR-16.2.2.3-2xx-3 @req:GR-16.2.2.3-2xx-4 @req:GR-16.2.4.2-2 @req:GR-16.2.3.2-5a.2
    Scenario: A removal reaches the partner MC system as it came
      Given Ana has regrouped Fire-1 and Med-7 into Joint-9
      When Ana cancels the regroup
      Then the partner MC service server receives a preconfigured regroup cancel request
      And Ana receives a preconfigured regroup cancel response

  Rule: A terminating participating function tells its clients of the removal, and of nobody

    @tp:PGR_QSRV_BV_73 @req:GR-16.2.2.5-3b @req:GR-16.2.2.5-3c @req:GR-16.2.2.5-3d @req:GR-16.2.2.5-3e.1 @req:GR-16.2.2.5-3e.2 @req:GR-16.2.2.5-3f @req:GR-16.2.2.5-3g @req:GR-16.2.1.4-2 @req:GR-16.2.2.5-3a
    Scenario: Clients of both MC systems are told of the removal
      Given Ana has regrouped Fire-1 and Med-7 into Joint-9
      When Ana cancels the regroup
      Then Ben, Dan and Eve receive a preconfigured regroup cancel request

    @tp:PGR_PSRV_BV_73 @req:GR-16.2.3.2-4 @req:GR-16.2.2.5-3d
    Scenario: Another user with the right to regroup removes the regroup
      Given Ana has regrouped Fire-1 and Med-7 into Joint-9
      When Ivo cancels the regroup
      Then Ivo receives a preconfigured regroup cancel response
      And Ben and Dan receive a preconfigured regroup cancel request

    @tp:PGR_PSRV_BV_75 @req:GR-16.2.4.2-2
    Scenario: A removal of the partner MC system reaches the primary at stage 3
      Given Jan may initiate a preconfigured regroup
      And Jan has regrouped Fire-1 and Med-7 into Joint-8
      When Jan cancels the regroup
      Then the primary MC service server receives a preconfigured regroup cancel request
      And Jan receives a preconfigured regroup cancel response

  Rule: A removal reaches the controlling function, whichever MC system that is in

    @tp:PGR_PSRV_BV_90 @req:GR-16.2.2.3-5 @req:GR-16.2.2.3-5a @req:GR-16.2.2.3-5b @req:GR-16.2.2.3-5c @req:GR-16.2.2.3-5d @req:GR-16.2.2.3-5e @req:GR-16.2.2.3-6 @req:GR-16.2.2.3-2xx-4
    Scenario: A user of the primary MC system removes what the partner has formed
      Given Jan may initiate a preconfigured regroup
      And Jan has regrouped Fire-1 and Med-7 into Joint-8
      When Ana cancels the regroup
      Then the partner MC service server receives a preconfigured regroup cancel request
      And Ana receives a preconfigured regroup cancel response

    @tp:PGR_PSRV_BV_91 @req:GR-16.2.3.2-4 @req:GR-16.2.3.2-5a.8 @req:GR-16.2.2.3-5 @req:GR-16.2.2.3-5a @req:GR-16.2.2.3-5b @req:GR-16.2.2.3-5c @req:GR-16.2.2.3-5d @req:GR-16.2.2.3-5e @req:GR-16.2.2.3-6
    Scenario: A user of the partner MC system removes what the primary has formed
      Given these MC service groups:
        | group | home MC system | affiliated members |
        | Med-7 | partner        | Ben, Eve, Jan      |
      And Jan may initiate a preconfigured regroup
      And Ana has regrouped Fire-1 and Med-7 into Joint-9
      When Jan cancels the regroup
      Then Jan receives a preconfigured regroup cancel response

  Rule: A non-controlling function names whom another system serves in the removal too

    @tp:PGR_PSRV_BV_77 @req:GR-16.2.4.2-4b @req:GR-16.2.4.2-4c @req:GR-16.2.4.2-4d @req:GR-16.2.4.2-4e @req:GR-16.2.4.2-4e.1 @req:GR-16.2.4.2-4f @req:GR-16.2.4.2-4g @req:GR-16.2.2.5-2.2 @req:GR-16.2.4.2-4a
    Scenario: Members of either system whom the other serves are told of the removal
      Given Ana has regrouped Fire-1 and Med-7 into Joint-9
      When Ana cancels the regroup
      Then Dan and Eve receive a preconfigured regroup cancel request

  Rule: A controlling function may end a regroup by itself

    @tp:PGR_PSRV_BV_79 @req:GR-16.2.3.3-1a.3 @req:GR-16.2.3.3-1a.5 @req:GR-16.2.3.3-1a.2
    Scenario: The MC system that formed the regroup ends it
      Given Ana has regrouped Fire-1 and Med-7 into Joint-9
      When the MC system of Ana ends the regroup
      Then the partner MC service server receives a preconfigured regroup cancel request
      And Ben and Dan receive a preconfigured regroup cancel request
