package metatextgrad.meta;

import java.util.EnumMap;
import java.util.Map;
import metatextgrad.candidate.CallCount;
import metatextgrad.model.Aspect;
import metatextgrad.model.ModelRole;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Phase;
import metatextgrad.model.project.MetaSettings;
import metatextgrad.model.project.MetaSettings.InitialScore;
import metatextgrad.model.project.MetaSettings.SearchMode;
import metatextgrad.model.project.Project;
import metatextgrad.optimizer.StepCalls;

/**
 * The requests of a run whose calls all end well (METHOD §2.5), billed and cached ones together.
 * The count is exact in a project that accepts by {@code paper}, skips nothing and adds no worked
 * examples, and an upper bound otherwise. If structures are rewritten or composed, it assumes the
 * calls of the seed program and all steps, since the proposals are not known in advance.
 */
public final class CallFormula {
    private CallFormula() {}

    /**
     * Returns the requests of a run with this many items.
     *
     * @param lines number of reported lines, the seed program included; each is scored on the
     *     validation set once more, and on the test set once
     */
    public static CallsByRole of(Project project, int val, int test, int lines) {
        if (project.meta().mode() == SearchMode.RACE) return RaceCalls.of(project, val, test);
        CallCount count = CallCount.of(project.seed());
        MetaSettings meta = project.meta();
        EnumMap<ModelRole, Long> requests = new EnumMap<>(ModelRole.class);
        long evaluated = val + (long) lines * (val + test);
        requests.put(ModelRole.PROGRAM, count.program() * evaluated);
        requests.put(ModelRole.JUDGE, StepCalls.judge(project.loop()) * evaluated);
        requests.put(
                ModelRole.META,
                (long) project.optimizers().size() * meta.promptRounds() + meta.structureRounds());
        int asGiven = meta.initialScore() == InitialScore.TRIAL ? 1 : 0;
        for (OptimizerSpec optimizer : project.optimizers()) {
            long trials = (long) asGiven + meta.promptRounds();
            add(requests, project, val, trials * optimizer.steps());
        }
        add(requests, project, val, (long) meta.structureRounds() * project.maxSteps());
        updates(project).forEach((role, calls) -> requests.merge(role, calls, Long::sum));
        return new CallsByRole(requests);
    }

    /** The rewrites and summaries among them: a phase states which model writes them. */
    private static Map<ModelRole, Long> updates(Project project) {
        if (project.meta().mode() == SearchMode.RACE) return RaceCalls.updates(project);
        MetaSettings meta = project.meta();
        EnumMap<ModelRole, Long> updates = new EnumMap<>(ModelRole.class);
        long composed = (long) meta.structureRounds() * project.maxSteps();
        updates.put(ModelRole.OPTIMIZER, composed * CallCount.of(project.seed()).prompts());
        int asGiven = meta.initialScore() == InitialScore.TRIAL ? 1 : 0;
        for (OptimizerSpec optimizer : project.optimizers())
            for (Phase phase : optimizer.phases())
                updates.merge(
                        phase.model(),
                        ((long) asGiven + meta.promptRounds())
                                * phase.steps()
                                * StepCalls.updates(phase, project.seed()),
                        Long::sum);
        return updates;
    }

    /**
     * Returns the most requests of a run whose optimizers may restructure the program: as if all
     * its programs were the largest that is allowed, and every step requested summaries too. A
     * reply that cannot be used still adds one request.
     */
    public static CallsByRole largest(Project project, int val, int test) {
        CallCount seed = CallCount.of(project.seed());
        CallCount most = CallCount.LARGEST;
        EnumMap<ModelRole, Long> requests = new EnumMap<>(ModelRole.class);
        Map<ModelRole, Long> updates = updates(project);
        of(project, val, test, lines(project))
                .requests()
                .forEach(
                        (role, calls) ->
                                requests.put(
                                        role,
                                        switch (role) {
                                            case PROGRAM -> calls / seed.program() * most.program();
                                            case BACKWARD ->
                                                    calls
                                                            / Math.max(1, seed.backward())
                                                            * most.backward();
                                            case OPTIMIZER, META ->
                                                    calls
                                                            + updates.getOrDefault(role, 0L)
                                                                    * (2L * most.prompts() - 1);
                                            case JUDGE -> calls;
                                        }));
        return new CallsByRole(requests);
    }

    /** Returns whether a base optimizer may change the calls of the program. */
    public static boolean rewrites(Project project) {
        return project.optimizers().stream()
                .flatMap(optimizer -> optimizer.phases().stream())
                .anyMatch(phase -> phase.aspect() == Aspect.STRUCTURE);
    }

    /** Returns whether a base or a composed optimizer may do so. */
    public static boolean restructures(Project project) {
        return project.meta().structureRounds() > 0 || rewrites(project);
    }

    /**
     * Returns the largest number of lines whose test score is read. The lines are the seed program,
     * the best base optimizer and the best learned description. If structures are composed, the
     * best of them is one more. A race reports the seed program and its result.
     */
    public static int lines(Project project) {
        if (project.meta().mode() == SearchMode.RACE) return RaceCalls.LINES;
        return project.meta().structureRounds() > 0 ? 4 : 3;
    }

    private static void add(
            EnumMap<ModelRole, Long> requests, Project project, int val, long steps) {
        CallCount count = CallCount.of(project.seed());
        long batch = project.loop().batch();
        requests.merge(ModelRole.PROGRAM, steps * (batch + val) * count.program(), Long::sum);
        requests.merge(
                ModelRole.JUDGE,
                steps * (batch + val) * StepCalls.judge(project.loop()),
                Long::sum);
        requests.merge(ModelRole.BACKWARD, steps * batch * count.backward(), Long::sum);
    }
}
