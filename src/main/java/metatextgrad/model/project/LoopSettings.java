package metatextgrad.model.project;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import metatextgrad.model.ModelRole;
import metatextgrad.model.Range;
import metatextgrad.model.StepOperator;
import metatextgrad.model.Text;

/**
 * The settings of a project that the loop needs. They travel by value, so no step has to look them
 * up later.
 *
 * @param questionType one sentence about the kind of question, shown to the meta-optimizer
 * @param batch items of a training batch B, 1 to 64
 * @param skipCorrect whether right answers need no backward calls
 * @param coverage share of validation items that must have a score for a decision
 * @param quorum share of a training batch that must have a score for a proposal
 * @param updateBytes bytes of gradient contexts that one update prompt may contain
 * @param rawText the reflecting roles that may see keys, addresses and numbers of people
 * @param critiques the critiques that are requested; only a race changes it, since the paper's
 *     search has a fixed number of requests
 * @param guard what rewrites must keep and must not copy; each run states its own
 * @param targets who may see the right answers of tasks
 * @param targetSet what the right answers of all training tasks have in common, as a sentence that
 *     prompts may state; empty if they have nothing in common or are private. Intake adds it to
 *     batches
 */
public record LoopSettings(
        EvaluatorSpec evaluator,
        AnswerParsing reading,
        String questionType,
        Map<ModelRole, ModelSpec> models,
        int batch,
        AcceptanceRule acceptance,
        boolean skipCorrect,
        double coverage,
        double quorum,
        int updateBytes,
        Set<ModelRole> rawText,
        Critiques critiques,
        TextGuard guard,
        Targets targets,
        String targetSet) {
    /** Who may see the right answers of tasks. */
    public enum Targets {
        /** The evaluator, and the models that improve prompts. */
        PUBLIC,
        /** The evaluator alone: no other request, prompt, page or report names one. */
        PRIVATE
    }

    /** The critiques that are requested of a training answer. */
    public enum Critiques {
        /** One critique of each variable. */
        ONCE,
        /** A second one where a critique of a wrong answer wants no change. */
        AGAIN,
        /** None: the step shows no critique to the optimizer. */
        NONE
    }

    /** The settings of a project. */
    public LoopSettings(
            EvaluatorSpec evaluator,
            AnswerParsing reading,
            String questionType,
            Map<ModelRole, ModelSpec> models,
            int batch,
            AcceptanceRule acceptance,
            boolean skipCorrect,
            double coverage,
            double quorum,
            int updateBytes,
            Set<ModelRole> rawText) {
        this(
                evaluator,
                reading,
                questionType,
                models,
                batch,
                acceptance,
                skipCorrect,
                coverage,
                quorum,
                updateBytes,
                rawText,
                Critiques.ONCE,
                TextGuard.NONE,
                Targets.PUBLIC,
                "");
    }

    public LoopSettings {
        questionType = Text.nonBlank(questionType, "question type");
        models = copy(models);
        if (batch < 1 || batch > Range.MAX)
            throw new IllegalArgumentException(
                    "batch must be in 1.." + Range.MAX + ", not " + batch);
        share(coverage, "coverage");
        share(quorum, "quorum");
        if (updateBytes < 1024)
            throw new IllegalArgumentException(
                    "updateBytes must be at least 1024, not " + updateBytes);
        rawText = reflecting(rawText);
        // Projects that do not state them have the defaults.
        if (critiques == null) critiques = Critiques.ONCE;
        if (guard == null) guard = TextGuard.NONE;
        if (targets == null) targets = Targets.PUBLIC;
        if (targetSet == null) targetSet = "";
    }

    /** Whether requests, prompts, pages and reports may name right answers of tasks. */
    public boolean mayShowTargets() {
        return targets == Targets.PUBLIC;
    }

    /** Whether requests of this role are redacted first. */
    public boolean hides(ModelRole role) {
        return role.reflects() && !rawText.contains(role);
    }

    public ModelSpec model(ModelRole role) {
        return requireNonNull(models.get(role), "no model for " + role);
    }

    /** The models of all roles, each once, in order. */
    public List<String> modelNames() {
        return models.values().stream().map(ModelSpec::name).distinct().sorted().toList();
    }

    public LoopSettings withModels(Map<ModelRole, ModelSpec> others) {
        return with(evaluator, others, batch, skipCorrect, critiques, guard, targets, targetSet);
    }

    public LoopSettings withEvaluator(EvaluatorSpec other) {
        return with(other, models, batch, skipCorrect, critiques, guard, targets, targetSet);
    }

    public LoopSettings withSkipCorrect(boolean skip) {
        return with(evaluator, models, batch, skip, critiques, guard, targets, targetSet);
    }

    /** Returns the settings of a step of a race. */
    public LoopSettings forStep(StepOperator operator) {
        return withBatch(operator.kind().tasks(batch))
                .with(operator.kind().showsCritiques() ? Critiques.AGAIN : Critiques.NONE);
    }

    public LoopSettings with(Critiques other) {
        return with(evaluator, models, batch, skipCorrect, other, guard, targets, targetSet);
    }

    public LoopSettings with(TextGuard other) {
        return with(evaluator, models, batch, skipCorrect, critiques, other, targets, targetSet);
    }

    public LoopSettings with(Targets other) {
        return with(evaluator, models, batch, skipCorrect, critiques, guard, other, targetSet);
    }

    /** Returns the settings of a batch whose training tasks have this in common. */
    public LoopSettings withTargetSet(String text) {
        return with(evaluator, models, batch, skipCorrect, critiques, guard, targets, text);
    }

    private LoopSettings withBatch(int tasks) {
        return with(evaluator, models, tasks, skipCorrect, critiques, guard, targets, targetSet);
    }

    private LoopSettings with(
            EvaluatorSpec scoring,
            Map<ModelRole, ModelSpec> used,
            int tasks,
            boolean skip,
            Critiques requested,
            TextGuard protect,
            Targets seen,
            String common) {
        return new LoopSettings(
                scoring,
                reading,
                questionType,
                used,
                tasks,
                acceptance,
                skip,
                coverage,
                quorum,
                updateBytes,
                rawText,
                requested,
                protect,
                seen,
                common);
    }

    private static Map<ModelRole, ModelSpec> copy(Map<ModelRole, ModelSpec> models) {
        EnumMap<ModelRole, ModelSpec> copy = new EnumMap<>(ModelRole.class);
        copy.putAll(models);
        for (ModelRole role : ModelRole.values()) {
            if (!copy.containsKey(role))
                throw new IllegalArgumentException("no model for role " + role);
        }
        return Collections.unmodifiableMap(copy);
    }

    private static Set<ModelRole> reflecting(Set<ModelRole> roles) {
        EnumSet<ModelRole> copy = EnumSet.noneOf(ModelRole.class);
        for (ModelRole role : roles) {
            if (!role.reflects())
                throw new IllegalArgumentException(
                        "rawText: " + role + " always sees the raw text");
            copy.add(role);
        }
        return Collections.unmodifiableSet(copy);
    }

    private static void share(double value, String name) {
        if (!(value > 0 && value <= 1))
            throw new IllegalArgumentException(name + " must be in (0, 1], not " + value);
    }
}
