package metatextgrad.experiments.cli;

import java.util.List;
import java.util.function.Consumer;
import metatextgrad.cli.cluster.EventReader;
import metatextgrad.cli.cluster.EventWriter;
import metatextgrad.cli.cluster.Platform;
import metatextgrad.experiments.ExperimentEnvironment;
import metatextgrad.experiments.RunTrace;
import metatextgrad.llm.LlmRequest;
import metatextgrad.model.RunId;
import metatextgrad.model.Serial;
import metatextgrad.model.TrialId;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.ProjectDefined;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.ScoreAggregated;
import metatextgrad.model.event.TrialEvent;
import metatextgrad.model.event.TrialStart;
import metatextgrad.topics.Topic;
import metatextgrad.topics.Topics;
import org.jspecify.annotations.Nullable;

/** Does the runs of an experiment on Kafka, one after another. Used by one thread. */
final class KafkaExperimentEnvironment implements ExperimentEnvironment, AutoCloseable {
    private static final List<Topic> TOPICS =
            List.of(
                    Topics.RUNS,
                    Topics.TRIALS,
                    Topics.META_PROMPTS,
                    Topics.META_STRUCTURES,
                    Topics.SCORES,
                    Topics.CANDIDATE_OUTPUTS,
                    Topics.LLM_REQUESTS);

    private final Platform platform;
    private final EventWriter client;
    private final EventReader reader;
    private final Consumer<String> progress;

    /** The current run, or the current trial of a run. */
    private static final class Played {
        private final RunId run;
        private final @Nullable TrialId only;
        private final RunTrace trace = new RunTrace();
        private boolean over;

        private Played(RunId run, @Nullable TrialId only) {
            this.run = run;
            this.only = only;
        }

        private void handle(Event event) {
            if (!belongs(event)) return;
            trace.accept(event);
            over |=
                    only == null
                            ? event instanceof RunState state && !state.status().open()
                            : event instanceof ScoreAggregated report
                                    && report.scope() == ScoreAggregated.Scope.TRIAL;
        }

        private boolean belongs(Event event) {
            return switch (event) {
                case RunState state -> run.equals(state.request().id());
                case LlmRequest ask -> includes(ask.run(), new TrialId(ask.replyKey()));
                case TrialEvent step -> includes(step.stepRef().run(), step.stepRef().trial());
                default -> false;
            };
        }

        private boolean includes(RunId id, TrialId trial) {
            return run.equals(id) && (only == null || only.equals(trial));
        }
    }

    KafkaExperimentEnvironment(Platform platform, Study study, Consumer<String> progress) {
        this.platform = platform;
        this.progress = progress;
        client = new EventWriter(platform.settings(), platform.events());
        reader = new EventReader(platform.settings(), platform.events(), TOPICS);
        client.send(study.project(), study.tasks());
    }

    @Override
    public RunTrace run(RunRequested request) {
        client.send(List.of(new ProjectDefined(request.project(), new Serial(1))));
        return play(request, new Played(request.id(), null));
    }

    @Override
    public RunTrace trial(TrialStart start) {
        return play(start, new Played(start.stepRef().run(), start.stepRef().trial()));
    }

    @Override
    public void close() {
        reader.close();
        client.close();
    }

    private RunTrace play(Event begin, Played run) {
        progress.accept(run.run.value());
        client.send(List.of(begin));
        while (!run.over) {
            platform.requireRunning();
            reader.poll().forEach(run::handle);
        }
        // One topic can be read to its end while events of another are unread.
        reader.toEnd().forEach(event -> run.handle(event.event()));
        return run.trace;
    }
}
