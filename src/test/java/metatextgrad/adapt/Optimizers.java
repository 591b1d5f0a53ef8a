package metatextgrad.adapt;

import static metatextgrad.meta.RunEventSamples.SPEC;

import java.util.List;
import metatextgrad.meta.RunEventSamples;
import metatextgrad.model.Cost;
import metatextgrad.model.ModelRole;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.ProjectId;
import metatextgrad.model.RunId;
import metatextgrad.model.Serial;
import metatextgrad.model.TaskId;
import metatextgrad.model.TrialId;
import metatextgrad.model.event.OptimizerVersion;
import metatextgrad.model.event.OptimizerVersion.Verdict;
import org.jspecify.annotations.Nullable;

/** Optimizers that runs tried, for tests. */
final class Optimizers {
    static final OptimizerSpec FIRST = SPEC.withTaskDescription("first");
    static final OptimizerSpec SECOND = SPEC.withTaskDescription("second");

    private Optimizers() {}

    /** An optimizer with a new description. */
    static OptimizerVersion described(
            OptimizerSpec spec, OptimizerSpec parent, Verdict verdict, String run, double gain) {
        return described(RunEventSamples.PROJECT, spec, parent, verdict, run, gain);
    }

    static OptimizerVersion described(
            ProjectId project,
            OptimizerSpec spec,
            OptimizerSpec parent,
            Verdict verdict,
            String run,
            double gain) {
        return version(project, spec, List.of(parent), new TaskId("drawn"), verdict, run, gain);
    }

    /** A composed optimizer. */
    static OptimizerVersion composed(
            OptimizerSpec spec, OptimizerSpec parent, String run, double gain) {
        return version(
                RunEventSamples.PROJECT, spec, List.of(parent), null, Verdict.LUCKY, run, gain);
    }

    private static OptimizerVersion version(
            ProjectId project,
            OptimizerSpec spec,
            List<OptimizerSpec> parents,
            @Nullable TaskId drawn,
            Verdict verdict,
            String run,
            double gain) {
        return new OptimizerVersion(
                project,
                new RunId(run),
                new TrialId("trial of " + run),
                spec,
                parents.stream().map(OptimizerSpec::contentId).toList(),
                drawn,
                null,
                .4,
                gain,
                verdict,
                new Serial(1),
                Cost.of(ModelRole.PROGRAM, 100, 10),
                false,
                null,
                null);
    }
}
