package metatextgrad.services.mtg;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import metatextgrad.json.Suggestions;
import metatextgrad.meta.BudgetRule;
import metatextgrad.model.Project;
import metatextgrad.model.ProjectDefined;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Serial;
import metatextgrad.streams.SettingsReader;
import metatextgrad.streams.Topics;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Projects: define them, list them. */
@Command(
        name = "projects",
        mixinStandardHelpOptions = true,
        description = "Defines and lists projects.")
final class ProjectsCommand {
    @Command(
            name = "apply",
            mixinStandardHelpOptions = true,
            description = "Defines a project, or defines it anew; runs that exist keep theirs.")
    int apply(
            @Parameters(paramLabel = "FILE", description = "The project's YAML file.") Path file) {
        Project project = Inputs.project(file);
        SettingsReader configured = Configured.read();
        String problem = BudgetRule.dollars(project, configured.model().prices());
        if (problem != null) throw Exit.CONFIGURATION.problem(problem);
        try (Cluster cluster = Cluster.connect(configured.settings());
                LoopClient client = cluster.client()) {
            ProjectDefined held = latest(cluster, project.id()).orElse(null);
            if (held != null && held.project().equals(project)) {
                System.out.println(
                        "project "
                                + project.id()
                                + " is unchanged, serial "
                                + held.serial().number());
                return Exit.OK.code();
            }
            Serial serial = held == null ? new Serial(1) : held.serial().next();
            client.send(List.of(new ProjectDefined(project, serial)));
            System.out.println(
                    "project " + project.id() + " is defined, serial " + serial.number());
        }
        return Exit.OK.code();
    }

    @Command(name = "ls", mixinStandardHelpOptions = true, description = "Lists projects.")
    int list(
            @Option(
                            names = {"-o", "--output"},
                            defaultValue = "table",
                            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
                    Output output) {
        try (Cluster cluster = Cluster.connect(Configured.read().settings())) {
            Map<String, ProjectDefined> projects = all(cluster);
            switch (output) {
                case table -> table(projects.values()).forEach(System.out::println);
                case json -> System.out.println(json(projects.values()));
            }
        }
        return Exit.OK.code();
    }

    static List<String> table(Collection<ProjectDefined> projects) {
        List<List<String>> rows = new ArrayList<>(List.of(List.of("project", "serial")));
        for (ProjectDefined one : projects)
            rows.add(List.of(one.project().id().value(), Long.toString(one.serial().number())));
        return Columns.aligned(rows);
    }

    private static String json(Collection<ProjectDefined> projects) {
        ObjectNode root = new ObjectMapper().createObjectNode().put("schemaVersion", 1);
        var list = root.putArray("projects");
        for (ProjectDefined one : projects)
            list.addObject()
                    .put("project", one.project().id().value())
                    .put("serial", one.serial().number());
        return root.toString();
    }

    /** The definitions that hold, by name. */
    private static Map<String, ProjectDefined> all(Cluster cluster) {
        Map<String, ProjectDefined> latest = new TreeMap<>();
        for (ProjectDefined one : cluster.all(Topics.PROJECTS, ProjectDefined.class, p -> true))
            latest.merge(
                    one.project().id().value(),
                    one,
                    (held, other) -> other.serial().compareTo(held.serial()) > 0 ? other : held);
        return latest;
    }

    /**
     * The project of this name.
     *
     * @throws EnvironmentProblem if none is defined
     */
    static Project defined(Cluster cluster, ProjectId id) {
        Map<String, ProjectDefined> known = all(cluster);
        ProjectDefined held = known.get(id.value());
        if (held != null) return held.project();
        throw Exit.NOT_FOUND.problem(
                "no project %s: define it with mtg projects apply FILE.%s",
                id, Suggestions.didYouMean(id.value(), known.keySet()));
    }

    /** Every one that is defined, as it is now. */
    static List<Project> projects(Cluster cluster) {
        return all(cluster).values().stream().map(ProjectDefined::project).toList();
    }

    /** The definition that holds: the highest serial. */
    static Optional<ProjectDefined> latest(Cluster cluster, ProjectId id) {
        return cluster
                .all(Topics.PROJECTS, ProjectDefined.class, one -> one.project().id().equals(id))
                .stream()
                .max(Comparator.comparing(ProjectDefined::serial));
    }
}
