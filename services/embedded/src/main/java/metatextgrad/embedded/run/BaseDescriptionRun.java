package metatextgrad.embedded.run;

import java.util.List;
import java.util.ServiceLoader;
import metatextgrad.cli.demo.SimulatedModel;
import metatextgrad.cli.runs.ControlRow;
import metatextgrad.cli.runs.RunForecaster;
import metatextgrad.llm.LlmRequest;
import metatextgrad.local.LocalRun;
import metatextgrad.meta.CallsByRole;
import metatextgrad.meta.ProposalSource;
import metatextgrad.model.RunId;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.SnapshotSpec;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.Prices;
import metatextgrad.model.project.Project;
import org.jspecify.annotations.Nullable;

/**
 * The demo's run once more, with the base description in place of each learned one. So the table
 * shows what the same calls bring without a meta level. It runs in memory, which ends on the same
 * scores as Kafka.
 */
final class BaseDescriptionRun {
    private static final String CONTROL = "base-description";
    private static final String NAME = "same calls, base description";

    private BaseDescriptionRun() {}

    /** Returns its result; null if this installation has no controls. */
    static @Nullable ControlRow row(
            Project project, List<TaskSubmitted> tasks, long seed, SimulatedModel model) {
        boolean installed =
                ServiceLoader.load(ProposalSource.class).stream()
                        .anyMatch(source -> source.get().name().equals(CONTROL));
        if (!installed) return null;
        Project control = project.withMeta(project.meta().under(CONTROL));
        RunRequested request =
                new RunRequested(
                        new RunId("run-%s-%d-%s".formatted(project.id(), seed, CONTROL)),
                        control,
                        SnapshotSpec.of(control, tasks),
                        seed,
                        List.of(),
                        RunForecaster.of(control, tasks).sizes(),
                        Prices.NONE);
        CallsByRole[] requests = {CallsByRole.NOTHING};
        RunState state =
                new LocalRun(model)
                        .run(
                                request,
                                tasks,
                                event -> {
                                    if (event instanceof LlmRequest ask)
                                        requests[0] = requests[0].plus(CallsByRole.one(ask.role()));
                                });
        if (state.status() != RunState.Status.FINISHED)
            throw new IllegalStateException("the control failed: " + state.reason());
        return new ControlRow(NAME, state.lines().get(state.best()), requests[0]);
    }
}
