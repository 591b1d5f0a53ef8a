package metatextgrad.cli.ops;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import metatextgrad.cli.cluster.CheckResult;
import metatextgrad.cli.cluster.CliSettings;
import metatextgrad.cli.input.Inputs;
import metatextgrad.cli.preflight.Preflight;
import metatextgrad.config.ModelEndpoint;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.Project;
import metatextgrad.preflight.PreflightReport;
import metatextgrad.process.EnvironmentProblem;

/** Checks whether a run of a project can gain: the preflight of {@code mtg run}. */
record ProjectCheck(Project project, List<TaskSubmitted> tasks) {
    private static final String CHECK = "project";
    private static final String WARNING = "warning: ";

    ProjectCheck {
        tasks = List.copyOf(tasks);
    }

    /**
     * Reads the files.
     *
     * @throws EnvironmentProblem if one is missing or invalid
     */
    static ProjectCheck read(Path project, Path tasks) {
        Project read = Inputs.project(project);
        return new ProjectCheck(read, Inputs.tasks(tasks, read, false).tasks());
    }

    void look(ModelEndpoint endpoint, Consumer<CheckResult> findings) {
        if (!CliSettings.isConfigured(endpoint)) {
            findings.accept(CheckResult.unknown(CHECK, ModelProbe.NOT_CONFIGURED));
            return;
        }
        try {
            Map<String, Integer> contexts = ModelProbe.check(endpoint, project);
            PreflightReport report =
                    Preflight.measure(
                            project,
                            tasks,
                            endpoint,
                            contexts,
                            line -> findings.accept(finding(line)));
            if (!report.stop().isEmpty())
                findings.accept(CheckResult.problem(CHECK, report.stop(), PreflightReport.FIX));
        } catch (EnvironmentProblem e) {
            findings.accept(
                    CheckResult.problem(
                            CHECK,
                            String.valueOf(e.getMessage()),
                            "mtg doctor --project FILE --tasks FILE, once the server has the models of the project"));
        }
    }

    /** A warning stops no run, so it is no problem. */
    private static CheckResult finding(String line) {
        return line.startsWith(WARNING)
                ? CheckResult.unknown(CHECK, line.substring(WARNING.length()))
                : CheckResult.ok(CHECK, "%s", line);
    }
}
