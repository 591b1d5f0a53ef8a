package metatextgrad.cli.input;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import metatextgrad.adapt.AdaptRules;
import metatextgrad.candidate.SpecRules;
import metatextgrad.config.TextFile;
import metatextgrad.evaluator.Evaluators;
import metatextgrad.json.Ids;
import metatextgrad.json.InvalidFile;
import metatextgrad.json.ProjectFile;
import metatextgrad.json.SplitCounts;
import metatextgrad.json.TaskFile;
import metatextgrad.json.TaskSet;
import metatextgrad.json.dataset.DatasetFormat;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.ProjectId;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.LoopSettings;
import metatextgrad.model.project.Project;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import metatextgrad.redact.TargetMask;
import metatextgrad.strategy.OptimizerRules;
import metatextgrad.strategy.Strategies;
import org.jspecify.annotations.Nullable;

/** Reads the files that users name on the command line, and reports all problems of one at once. */
public final class Inputs {
    /** Split by position, as in the paper, of the 250 items of a BIG-bench file (METHOD §3.5). */
    private static final SplitCounts BIG_BENCH = new SplitCounts(50, 100, 0, 100);

    private static final int SHOWN = 5;

    private Inputs() {}

    public static Project project(Path file) {
        return project(file.toString(), text(file));
    }

    public static Project project(String name, String yaml) {
        try {
            Project project = ProjectFile.read(yaml, Strategies::plain, Inputs::problems);
            return project.withSeed(SpecRules.ordered(project.seed()));
        } catch (InvalidFile e) {
            throw invalid(name, e);
        }
    }

    /** Returns the tasks of a file. The project's evaluator must be able to score each of them. */
    public static TaskSet tasks(Path file, Project project, boolean skipBad) {
        return tasks(file, project.id(), true, problem(project), skipBad);
    }

    /** The same, of a file of any form with all its tasks: no split has a number of them. */
    public static TaskSet allTasks(Path file, Project project, boolean skipBad) {
        return tasks(file, project.id(), false, problem(project), skipBad);
    }

    /**
     * Returns the tasks of a file to send as traffic. No number of tasks limits it. A task without
     * a right answer is scored later, or never.
     *
     * @param format of another tool that wrote the file; null for our own
     * @param targetField name of the field with the right answer; null for the default
     */
    public static TaskSet traffic(
            Path file,
            Project project,
            @Nullable DatasetFormat format,
            @Nullable String targetField,
            boolean skipBad) {
        String text = text(file);
        Function<TaskSubmitted, @Nullable String> unusable = problem(project);
        Function<TaskSubmitted, @Nullable String> problem =
                task -> task.target() == null ? null : unusable.apply(task);
        try {
            return format == null
                    ? TaskFile.traffic(text, project.id(), name(file), problem, skipBad)
                    : TaskFile.traffic(
                            format.rows(text, targetField),
                            project.id(),
                            name(file),
                            problem,
                            skipBad);
        } catch (InvalidFile e) {
            throw invalid(file.toString(), e);
        }
    }

    private static Function<TaskSubmitted, @Nullable String> problem(Project project) {
        LoopSettings loop = project.loop();
        return task -> {
            String problem = Evaluators.problem(loop.evaluator(), loop.reading(), task);
            return problem == null ? null : TargetMask.of(loop, task).in(problem);
        };
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName()).replaceFirst("\\.[A-Za-z]+$", "");
    }

    /**
     * As the other method, for a file that another tool wrote.
     *
     * @param targetField name of the field with the right answer; null for the default
     */
    public static TaskSet tasks(
            Path file,
            Project project,
            DatasetFormat format,
            @Nullable String targetField,
            boolean skipBad) {
        try {
            return TaskFile.read(
                    format.rows(text(file), targetField),
                    project.id(),
                    name(file),
                    null,
                    problem(project),
                    skipBad);
        } catch (InvalidFile e) {
            throw invalid(file.toString(), e);
        }
    }

    /** Returns the tasks of a file, for commands that score none. */
    public static TaskSet tasks(Path file, ProjectId project, boolean skipBad) {
        return tasks(file, project, true, any -> null, skipBad);
    }

    private static TaskSet tasks(
            Path file,
            ProjectId project,
            boolean placed,
            Function<TaskSubmitted, @Nullable String> problem,
            boolean skipBad) {
        String text = text(file);
        try {
            SplitCounts counts = placed && TaskFile.isBigBench(text) ? BIG_BENCH : null;
            return TaskFile.read(text, project, name(file), counts, problem, skipBad);
        } catch (InvalidFile e) {
            throw invalid(file.toString(), e);
        }
    }

    /**
     * Returns the name of a project or a set. An invalid name ends the command with exit code 2.
     */
    public static String id(String option, String name) {
        try {
            return Ids.check(option, name);
        } catch (IllegalArgumentException e) {
            throw Exit.USAGE.problem(e, String.valueOf(e.getMessage()));
        }
    }

    /** Returns rows of the file that are not used, with the first reasons. */
    public static List<String> leftOut(TaskSet set) {
        List<String> lines = new ArrayList<>();
        if (!set.leftOut().isEmpty()) lines.add(set.leftOut().size() + " rows skipped");
        set.leftOut().stream().limit(SHOWN).forEach(why -> lines.add("  " + why));
        if (set.unused() > 0) lines.add(set.unused() + " rows are beyond the splits and not used");
        return lines;
    }

    private static List<String> problems(Project project) {
        List<String> problems = new ArrayList<>(SpecRules.check(project.seed()));
        if (project.seed().trainable().isEmpty())
            problems.add("program: no node has a trainable prompt, so there is nothing to improve");
        problems.addAll(PromptPlaceholders.check(project.seed()));
        problems.addAll(MaskedPrompts.check(project));
        Set<String> names = new TreeSet<>();
        for (OptimizerSpec optimizer : project.optimizers()) {
            if (!names.add(optimizer.name()))
                problems.add("optimizers: duplicate name `" + optimizer.name() + "`");
        }
        problems.addAll(AdaptRules.problems(project));
        check(problems, "evaluator", () -> Evaluators.of(project.loop().evaluator()));
        for (OptimizerSpec optimizer : project.optimizers()) {
            OptimizerRules.check(optimizer, Strategies.names(), optimizer.steps())
                    .forEach(
                            problem ->
                                    problems.add(
                                            "optimizers: " + optimizer.name() + ": " + problem));
        }
        return problems;
    }

    private static void check(List<String> problems, String where, Runnable look) {
        try {
            look.run();
        } catch (IllegalArgumentException e) {
            problems.add(where + ": " + e.getMessage());
        }
    }

    public static String text(Path file) {
        try {
            return TextFile.read(file);
        } catch (TextFile.Unusable e) {
            throw (e.missing() ? Exit.NOT_FOUND : Exit.CONFIGURATION)
                    .problem(e, "%s %s", file, e.getMessage());
        }
    }

    public static EnvironmentProblem invalid(String name, InvalidFile e) {
        List<String> lines = e.problems().stream().map(problem -> name + ": " + problem).toList();
        return Exit.CONFIGURATION.problem(e, String.join("\n", lines));
    }
}
