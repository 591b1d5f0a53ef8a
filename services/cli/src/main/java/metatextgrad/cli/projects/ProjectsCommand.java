package metatextgrad.cli.projects;

import java.util.List;
import java.util.Map;
import java.util.Set;
import metatextgrad.cli.cluster.AdaptStates;
import metatextgrad.cli.cluster.CliSettings;
import metatextgrad.cli.cluster.Cluster;
import metatextgrad.cli.cluster.ClusterOptions;
import metatextgrad.cli.input.Inputs;
import metatextgrad.cli.text.OutputOptions;
import metatextgrad.cli.text.Prints;
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

/** Projects: defines, checks, shows and lists them. */
@Command(name = "projects", description = "Defines, checks, shows and lists projects.")
public final class ProjectsCommand {
    @Command(
            name = "apply",
            description = "Defines a project or changes it. Existing runs keep their definition.")
    @Prints(AppliedProjectView.class)
    int apply(@Mixin ProjectFileOption file, @Mixin ClusterOptions options) {
        Project project = file.project();
        SettingsReader configured = options.read();
        requirePrices(project, configured);
        return options.write(
                configured.settings(),
                (cluster, client) -> {
                    ProjectDefined before = all(cluster).get(project.id().value());
                    boolean same = before != null && before.project().equals(project);
                    Serial serial =
                            before == null
                                    ? new Serial(1)
                                    : same ? before.serial() : before.serial().next();
                    ProjectDefined defined = new ProjectDefined(project, serial);
                    if (!same) client.send(List.of(defined));
                    return AppliedProjectView.of(
                            defined, !same, AdaptStates.find(cluster, project.id()));
                });
    }

    @Command(
            name = "validate",
            description = "Checks a project file as apply does, without a cluster.")
    @Prints(ValidProjectView.class)
    int validate(@Mixin ProjectFileOption file, @Mixin OutputOptions output) {
        Project project = file.project();
        requirePrices(project, CliSettings.read());
        return output.print(new ValidProjectView(project.id().value(), file.path().toString()));
    }

    @Command(name = "ls", description = "Lists projects.")
    @Prints(ProjectListView.class)
    int list(@Mixin ClusterOptions options) {
        return options.show(cluster -> ProjectListView.of(all(cluster).values()));
    }

    @Command(
            name = "show",
            description = "Shows the current definition of a project, as a project file.")
    @Prints(ProjectView.class)
    int show(
            @Parameters(paramLabel = "PROJECT", description = "Name of the project.")
                    String project,
            @Mixin ClusterOptions options) {
        ProjectId id = new ProjectId(Inputs.id("PROJECT", project));
        return options.show(cluster -> ProjectView.of(definition(cluster, id)));
    }

    private static void requirePrices(Project project, SettingsReader configured) {
        String problem = BudgetRule.dollars(project, configured.model().prices());
        if (problem != null) throw Exit.CONFIGURATION.problem(problem);
    }

    /** Returns the current definitions, by name. */
    private static Map<String, ProjectDefined> all(Cluster cluster) {
        return cluster.latest(
                Topics.PROJECTS,
                ProjectDefined.class,
                one -> one.project().id().value(),
                ProjectDefined::serial);
    }

    private static ProjectDefined definition(Cluster cluster, ProjectId id) {
        Map<String, ProjectDefined> known = all(cluster);
        ProjectDefined found = known.get(id.value());
        if (found != null) return found;
        throw Exit.NOT_FOUND.problem(
                "no project %s: define it with mtg projects apply -f FILE.%s",
                id, Suggestions.didYouMean(id.value(), known.keySet()));
    }

    /**
     * Returns the project with this name.
     *
     * @throws EnvironmentProblem if none is defined
     */
    public static Project defined(Cluster cluster, ProjectId id) {
        return definition(cluster, id).project();
    }

    /** Returns the names of all defined projects. */
    static Set<String> names(Cluster cluster) {
        return all(cluster).keySet();
    }

    /** Returns the current definition of every project. */
    public static List<Project> projects(Cluster cluster) {
        return all(cluster).values().stream().map(ProjectDefined::project).toList();
    }
}
