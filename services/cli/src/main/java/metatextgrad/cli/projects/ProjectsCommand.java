package metatextgrad.cli.projects;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import metatextgrad.cli.cluster.CliSettings;
import metatextgrad.cli.cluster.Cluster;
import metatextgrad.cli.cluster.ClusterCommand;
import metatextgrad.cli.input.Inputs;
import metatextgrad.cli.text.OutputOptions;
import metatextgrad.cli.text.TextTable;
import metatextgrad.cli.text.View;
import metatextgrad.config.SettingsReader;
import metatextgrad.json.Suggestions;
import metatextgrad.meta.BudgetRule;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Serial;
import metatextgrad.model.event.ProjectDefined;
import metatextgrad.model.project.Project;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import metatextgrad.topics.Topics;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Projects: defines and lists them. */
@Command(name = "projects", description = "Defines and lists projects.")
public final class ProjectsCommand extends ClusterCommand {
    @Command(
            name = "apply",
            description = "Defines a project or changes it. Existing runs keep their definition.")
    int apply(
            @Parameters(paramLabel = "FILE", description = "The project's YAML file.") Path file) {
        Project project = Inputs.project(file);
        SettingsReader configured = CliSettings.read();
        String problem = BudgetRule.dollars(project, configured.model().prices());
        if (problem != null) throw Exit.CONFIGURATION.problem(problem);
        return write(
                configured.settings(),
                (cluster, client) -> {
                    ProjectDefined before = all(cluster).get(project.id().value());
                    boolean same = before != null && before.project().equals(project);
                    Serial serial =
                            before == null
                                    ? new Serial(1)
                                    : same ? before.serial() : before.serial().next();
                    if (!same) client.send(List.of(new ProjectDefined(project, serial)));
                    System.out.printf(
                            "project %s is %s, serial %d%n",
                            project.id(), same ? "unchanged" : "defined", serial.number());
                });
    }

    @Command(name = "ls", description = "Lists projects.")
    int list(@Mixin OutputOptions output) {
        return show(
                output,
                cluster ->
                        new ProjectListView(
                                all(cluster).values().stream()
                                        .map(ProjectListView.Row::of)
                                        .toList()));
    }

    /** Projects, a line each. */
    public record ProjectListView(List<Row> projects) implements View {
        record Row(String project, long serial) {
            static Row of(ProjectDefined defined) {
                return new Row(defined.project().id().value(), defined.serial().number());
            }
        }

        @Override
        public List<String> text() {
            TextTable table = TextTable.of("project | serial");
            for (Row one : projects) table.row(one.project(), one.serial());
            return table.lines();
        }
    }

    /** Returns the current definitions, by name. */
    private static Map<String, ProjectDefined> all(Cluster cluster) {
        return cluster.latest(
                Topics.PROJECTS,
                ProjectDefined.class,
                one -> one.project().id().value(),
                ProjectDefined::serial);
    }

    /**
     * Returns the project with this name.
     *
     * @throws EnvironmentProblem if none is defined
     */
    public static Project defined(Cluster cluster, ProjectId id) {
        Map<String, ProjectDefined> known = all(cluster);
        ProjectDefined found = known.get(id.value());
        if (found != null) return found.project();
        throw Exit.NOT_FOUND.problem(
                "no project %s: define it with mtg projects apply FILE.%s",
                id, Suggestions.didYouMean(id.value(), known.keySet()));
    }

    /** Returns the current definition of every project. */
    public static List<Project> projects(Cluster cluster) {
        return all(cluster).values().stream().map(ProjectDefined::project).toList();
    }
}
