package metatextgrad.wire;

import java.util.List;
import metatextgrad.json.Json;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.RunId;
import metatextgrad.model.TrialId;
import metatextgrad.model.event.OptimizerProposed;
import metatextgrad.model.event.RunCommand.RunCancelled;
import metatextgrad.model.event.RunCommand.RunPaused;
import metatextgrad.model.event.RunCommand.RunResumed;
import metatextgrad.model.event.TrialCommand.TrialPaused;
import metatextgrad.model.event.TrialCommand.TrialResumed;
import metatextgrad.model.event.TrialCommand.TrialStopped;

/** What people do to runs, and runs to their trials. */
final class CommandWire {
    static final List<WirePair<?, ?>> PAIRS =
            List.of(
                    new WirePair<>(
                            RunPaused.class,
                            metatextgrad.events.RunPaused.class,
                            event -> new metatextgrad.events.RunPaused(event.run().value()),
                            event -> new RunPaused(new RunId(event.getRun()))),
                    new WirePair<>(
                            RunResumed.class,
                            metatextgrad.events.RunResumed.class,
                            event -> new metatextgrad.events.RunResumed(event.run().value()),
                            event -> new RunResumed(new RunId(event.getRun()))),
                    new WirePair<>(
                            RunCancelled.class,
                            metatextgrad.events.RunCancelled.class,
                            event -> new metatextgrad.events.RunCancelled(event.run().value()),
                            event -> new RunCancelled(new RunId(event.getRun()))),
                    new WirePair<>(
                            OptimizerProposed.class,
                            metatextgrad.events.OptimizerProposed.class,
                            event ->
                                    new metatextgrad.events.OptimizerProposed(
                                            event.run().value(), Json.write(event.spec())),
                            event ->
                                    new OptimizerProposed(
                                            new RunId(event.getRun()),
                                            Json.read(event.getSpec(), OptimizerSpec.class))),
                    new WirePair<>(
                            TrialPaused.class,
                            metatextgrad.events.TrialPaused.class,
                            event -> new metatextgrad.events.TrialPaused(event.trial().value()),
                            event -> new TrialPaused(new TrialId(event.getTrial()))),
                    new WirePair<>(
                            TrialResumed.class,
                            metatextgrad.events.TrialResumed.class,
                            event -> new metatextgrad.events.TrialResumed(event.trial().value()),
                            event -> new TrialResumed(new TrialId(event.getTrial()))),
                    new WirePair<>(
                            TrialStopped.class,
                            metatextgrad.events.TrialStopped.class,
                            event -> new metatextgrad.events.TrialStopped(event.trial().value()),
                            event -> new TrialStopped(new TrialId(event.getTrial()))));

    private CommandWire() {}
}
