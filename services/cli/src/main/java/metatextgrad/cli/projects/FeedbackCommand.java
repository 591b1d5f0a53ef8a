package metatextgrad.cli.projects;

import java.io.BufferedReader;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import metatextgrad.cli.cluster.AdaptStates;
import metatextgrad.cli.cluster.Cluster;
import metatextgrad.cli.cluster.ClusterOptions;
import metatextgrad.cli.input.Terminal;
import metatextgrad.cli.text.Prints;
import metatextgrad.json.FeedbackJson;
import metatextgrad.model.ProjectId;
import metatextgrad.model.live.FeedbackGiven;
import metatextgrad.model.project.AdaptSettings;
import metatextgrad.model.project.Project;
import metatextgrad.process.Exit;
import metatextgrad.topics.Topics;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Feedback of users on answers of applications. */
@Command(name = "feedback", description = "Sends what users think of answers.")
public final class FeedbackCommand {
    @Command(
            name = "send",
            description =
                    "Sends feedback from standard input, one JSON object per line: project, task, and"
                            + " score, flag or target.")
    @Prints(SentFeedbackView.class)
    int sent(@Mixin ClusterOptions options) throws IOException {
        if (Terminal.system() != null)
            System.err.println("reading standard input, one JSON object per line, until Ctrl-D");
        List<FeedbackGiven> feedback = new ArrayList<>();
        BufferedReader lines = StandardInput.lines();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        int number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (!line.isBlank()) feedback.add(read(number, line, now));
        }
        return options.write(
                (cluster, client) -> {
                    feedback.stream()
                            .map(FeedbackGiven::project)
                            .distinct()
                            .forEach(project -> requireReady(cluster, project));
                    client.send(Topics.FEEDBACK, feedback);
                    return new SentFeedbackView(feedback.size());
                });
    }

    /** Feedback of a project that takes none would become dead letters. */
    private static void requireReady(Cluster cluster, ProjectId id) {
        Project defined = ProjectsCommand.defined(cluster, id);
        AdaptSettings adapt = AdaptStates.require(cluster, defined).project().adapt();
        if (adapt == null || !adapt.evidence().feedback())
            throw Exit.CONFIGURATION.problem(
                    "project %s takes no feedback: add feedback to its `adapt.evidence`, apply the file, and run mtg adapt start %s",
                    id, id);
    }

    private static FeedbackGiven read(int number, String line, Instant now) {
        try {
            return FeedbackJson.read(line, now);
        } catch (IllegalArgumentException e) {
            throw Exit.CONFIGURATION.problem(
                    e, "line %d: %s; nothing was sent", number, e.getMessage());
        }
    }
}
