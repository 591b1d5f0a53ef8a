package metatextgrad.services.mtg;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import metatextgrad.meta.BudgetRule;
import metatextgrad.meta.CallFormula;
import metatextgrad.meta.Report;
import metatextgrad.model.Aspect;
import metatextgrad.model.Budget;
import metatextgrad.model.Prices;
import metatextgrad.model.Project;
import metatextgrad.model.Sizes;
import metatextgrad.model.Split;
import metatextgrad.model.Task;
import metatextgrad.task.SplitRule;

/** How much a run has to do, known before anything is asked: its splits and its calls. Pure. */
record RunSize(Project project, int tasks, int train, int val, int gate, int test) {
    static RunSize of(Project project, Collection<Task> tasks) {
        return new RunSize(
                project,
                tasks.size(),
                count(project, tasks, Split.TRAIN),
                count(project, tasks, Split.VAL),
                count(project, tasks, Split.GATE),
                count(project, tasks, Split.TEST));
    }

    /**
     * @throws EnvironmentProblem if a split is too small
     */
    void requireEnough() {
        int batch = project.loop().batch();
        if (train >= batch && val > 0 && test > 0) return;
        throw Exit.CONFIGURATION.problem(
                String.format(
                        Locale.ROOT,
                        "the splits are too small: %d train, %d val, %d test; a run needs %d train"
                                + " (one batch), 1 val and 1 test: add tasks",
                        train,
                        val,
                        test,
                        batch));
    }

    /**
     * @throws EnvironmentProblem if the budget holds no search at all, or needs a price there is
     *     not
     */
    void requireBudget(Prices prices) {
        String problem = BudgetRule.problem(project, sizes(), prices);
        if (problem != null) throw Exit.CONFIGURATION.problem(problem);
    }

    /** What a request says of its items. */
    Sizes sizes() {
        return new Sizes(val, test);
    }

    /** What the run asks for at most. */
    CallFormula calls() {
        return CallFormula.of(project, val, test, CallFormula.lines(project));
    }

    /** The same with the tokens it may take, for whoever only wants to know. */
    List<String> forecast(Prices prices) {
        return List.of(
                announcement(),
                TokenEstimate.sentence(calls().asks()),
                MoneyEstimate.of(project, calls().asks(), prices).sentence());
    }

    /** {@link #forecast} as one object, for scripts. */
    String json(Prices prices) {
        ObjectNode root = new ObjectMapper().createObjectNode().put("schemaVersion", 1);
        root.put("tasks", tasks).put("train", train).put("val", val);
        root.put("gate", gate).put("test", test);
        ObjectNode most = root.putObject("mostAsks");
        RoleText.named(calls().asks()).forEach(most::put);
        root.put("mostAsksInAll", calls().total()).put("mayTakeMore", !open().isEmpty());
        root.put("estimatedTokens", TokenEstimate.of(calls().asks()));
        MoneyEstimate.of(project, calls().asks(), prices).into(root.putObject("estimatedUsd"));
        return root.toString();
    }

    /** What people must know before they pay, in one line. */
    String announcement() {
        CallFormula asks = calls();
        String gated = gate == 0 ? "" : gate + " gate, ";
        return String.format(
                Locale.ROOT,
                "%d tasks (%d train, %d val, %s%d test); expected calls: at most %d (%s), and one"
                        + " more for each unusable reply that is asked for again%s%s",
                tasks,
                train,
                val,
                gated,
                test,
                asks.total(),
                RoleText.of(RoleText.named(asks.asks())),
                open(),
                limit(asks.total()));
    }

    private String limit(long expected) {
        if (project.budget().equals(Budget.NONE)) return "";
        Long calls = project.budget().run().calls();
        boolean early = calls != null && calls < expected;
        return "; the budget stops the search at %s%s"
                .formatted(Report.limits(project), early ? ", which is before its end" : "");
    }

    /** What the formula cannot know before the models have written it. */
    String open() {
        if (rewrites(project))
            return "; a program that is rewritten whole may make more calls than yours";
        return composes() ? "; a composed optimizer may ask for summaries besides" : "";
    }

    private boolean composes() {
        return project.meta().structureRounds() > 0;
    }

    /** Whether an optimizer may change the calls of the program. */
    static boolean rewrites(Project project) {
        return project.optimizers().stream()
                .flatMap(optimizer -> optimizer.phases().stream())
                .anyMatch(phase -> phase.aspect() == Aspect.STRUCTURE);
    }

    private static int count(Project project, Collection<Task> tasks, Split split) {
        return (int)
                tasks.stream()
                        .filter(task -> SplitRule.split(task, project.shares()) == split)
                        .count();
    }
}
