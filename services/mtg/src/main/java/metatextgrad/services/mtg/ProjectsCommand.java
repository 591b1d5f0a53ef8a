package metatextgrad.services.mtg;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import metatextgrad.model.Project;
import metatextgrad.model.ProjectDefined;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Serial;
import metatextgrad.streams.Topics;
import picocli.CommandLine.Command;
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
        try (Cluster cluster = Cluster.connect(Configured.read().settings());
                LoopClient client = cluster.client()) {
            Serial serial =
                    latest(cluster, project.id())
                            .map(held -> held.serial().next())
                            .orElse(new Serial(1));
            client.send(List.of(new ProjectDefined(project, serial)));
            System.out.println(
                    "project " + project.id() + " is defined, serial " + serial.number());
        }
        return Exit.OK.code();
    }

    @Command(name = "ls", mixinStandardHelpOptions = true, description = "Lists projects.")
    int list() {
        try (Cluster cluster = Cluster.connect(Configured.read().settings())) {
            cluster.all(Topics.PROJECTS, ProjectDefined.class, one -> true).stream()
                    .map(one -> one.project().id().value())
                    .distinct()
                    .sorted()
                    .forEach(System.out::println);
        }
        return Exit.OK.code();
    }

    /** The definition that holds: the highest serial. */
    static Optional<ProjectDefined> latest(Cluster cluster, ProjectId id) {
        return cluster
                .all(Topics.PROJECTS, ProjectDefined.class, one -> one.project().id().equals(id))
                .stream()
                .max(java.util.Comparator.comparing(ProjectDefined::serial));
    }
}
