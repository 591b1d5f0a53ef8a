package metatextgrad.meta;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import metatextgrad.candidate.CallCount;
import metatextgrad.model.ModelRole;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Phase;
import metatextgrad.model.Program;
import metatextgrad.model.StepOperator.Kind;
import metatextgrad.model.event.StepRequested;
import metatextgrad.model.project.LoopSettings;
import metatextgrad.model.project.Project;
import metatextgrad.optimizer.StepCalls;
import metatextgrad.race.RaceRules;

/**
 * The most requests of a race, if no reply is unusable and no program makes more calls than the
 * seed program. Most races make far fewer: a proposal that is not better on its own batch is not
 * validated, and a validation ends when it cannot win any more.
 */
final class RaceCalls {
    /** The lines of its report: the seed program and the result. */
    static final int LINES = 2;

    private RaceCalls() {}

    static CallsByRole of(Project project, int val, int test) {
        LoopSettings loop = project.loop();
        CallCount count = CallCount.of(project.seed());
        RaceRules rules = rules(project);
        int merges = count.program() > 1 ? rules.merges() : 0;
        long proposals = rules.proposals();
        long scored =
                val
                        + (long) LINES * (val + test)
                        + proposals * (trained(loop) + loop.batch())
                        + (long) (rules.validations() + merges) * val;
        EnumMap<ModelRole, Long> requests = new EnumMap<>(ModelRole.class);
        requests.put(ModelRole.PROGRAM, scored * count.program());
        requests.put(ModelRole.JUDGE, scored * StepCalls.judge(loop));
        requests.put(ModelRole.BACKWARD, proposals * trained(loop) * count.backward());
        requests.put(
                ModelRole.META,
                (long) project.optimizers().size() * rules.promptRounds()
                        + rules.structureRounds()
                        + rules.diagnoses());
        updates(project).forEach((role, calls) -> requests.merge(role, calls, Long::sum));
        return new CallsByRole(requests);
    }

    /** The most rewrites and summaries, by the model of the phase with most of them. */
    static Map<ModelRole, Long> updates(Project project) {
        Phase most = mostUpdates(project);
        return Map.of(
                most.model(), rules(project).proposals() * StepCalls.updates(most, project.seed()));
    }

    /**
     * Returns the most requests of one proposal of any kind from this program, its gate included.
     */
    static long proposal(LoopSettings loop, OptimizerSpec spec, Program program) {
        return proposal(loop, spec, program, Kind.REVISE);
    }

    /** Returns the most requests of one proposal of this kind, its gate included. */
    static long proposal(LoopSettings loop, OptimizerSpec spec, Program program, Kind kind) {
        int tasks = kind.isEvidence() ? kind.tasks(loop.batch()) : trained(loop);
        int deciding = kind.isEvidence() ? tasks - kind.shown(tasks) : loop.batch();
        return (tasks + deciding) * StepCalls.scored(loop, program)
                + written(spec, program, trained(loop), kind);
    }

    /**
     * Returns about how many proposals these calls pay, without the scores at the beginning and the
     * end. A step of one optimizer takes one batch per proposal and one validation, and it begins
     * only if its most calls are left.
     */
    static long affordable(Project project, int val, long calls) {
        long most = rules(project).proposals();
        long part = firstStep(project);
        if (calls < part) return 0;
        LoopSettings loop = project.loop();
        long scored = StepCalls.scored(loop, project.seed());
        long critiques = (long) loop.batch() * CallCount.of(project.seed()).backward();
        long updates = StepCalls.updates(mostUpdates(project), project.seed());
        long proposal = 2L * loop.batch() * scored + critiques + updates;
        long usual = RaceRules.PROPOSALS * proposal + val * scored;
        return Math.min(most, ((calls - part) / usual + 1) * RaceRules.PROPOSALS);
    }

    /** Returns the most requests of the first step, without its validation. */
    static long firstStep(Project project) {
        return RaceRules.PROPOSALS
                * proposal(project.loop(), project.optimizers().getFirst(), project.seed());
    }

    /** Returns the rules of the race; no number of calls depends on its seed. */
    private static RaceRules rules(Project project) {
        return RaceRules.of(
                project, List.of(), RaceRules.readsEvidence(project, Integer.MAX_VALUE, true), 0);
    }

    private static Phase mostUpdates(Project project) {
        return project.optimizers().stream()
                .flatMap(spec -> spec.phases().stream())
                .max(Comparator.comparingLong(phase -> StepCalls.updates(phase, project.seed())))
                .orElseThrow();
    }

    private static int trained(LoopSettings loop) {
        return StepRequested.BATCHES * loop.batch();
    }

    private static long written(OptimizerSpec spec, Program program, int answers, Kind kind) {
        return spec.phases().stream()
                .mapToLong(phase -> StepCalls.written(phase, program, answers, kind))
                .max()
                .orElseThrow();
    }
}
