package metatextgrad.embedded.live;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import metatextgrad.cli.demo.DemoApplication.Answer;
import metatextgrad.cli.demo.DemoTasks;
import metatextgrad.cli.demo.DemoUsers;
import metatextgrad.cli.demo.DirectAnswer;
import metatextgrad.cli.demo.SimulatedModel;
import metatextgrad.cli.testing.Readme;
import metatextgrad.cli.testing.Waits;
import metatextgrad.client.PromptClient;
import metatextgrad.client.UserFeedback;
import metatextgrad.model.ContentHash;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.Project;
import metatextgrad.simulator.role.Simulator;
import metatextgrad.simulator.world.WorldFile;
import metatextgrad.simulator.world.Worlds;

/**
 * The users of {@code examples/apps/python}. They send questions to its process, which knows the
 * gateway only. They report right answers and feedback over HTTP too.
 */
final class PythonUsers implements TrafficApplication {
    private static final JsonMapper JSON = new JsonMapper();
    private static final double WITH_TRUTH = .8;
    private static final double WITH_FEEDBACK = .9;

    private final Project project;
    private final ApplicationSettings traffic;
    private final Simulator seedModel;
    private final PromptClient client;
    private final Process process;
    private final Writer questions;
    private final BufferedReader answers;

    PythonUsers(
            Project project, ApplicationSettings traffic, String python, URI gateway, String key) {
        this.project = project;
        this.traffic = traffic;
        seedModel = new Simulator(Worlds.find(traffic.world()), traffic.seed());
        client = PromptClient.builder(gateway, key, project.id().value()).connect();
        Path folder = Readme.ROOT.resolve("examples/apps/python");
        ProcessBuilder command =
                new ProcessBuilder(python, "-B", folder.resolve("gateway.py").toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT);
        command.environment().put("GATEWAY", gateway.toString());
        command.environment().put("OPENAI_API_KEY", "sk-own");
        try {
            process = command.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        questions = process.outputWriter();
        answers = process.inputReader();
    }

    @Override
    public void follow(Consumer<LiveSignal> signals) {
        Waits.await().until(() -> client.prompt("any").isPresent());
        WorldFile world = Worlds.find(traffic.world());
        new DemoUsers(
                        this::answer,
                        traffic.perSecond(),
                        line -> signals.accept(new LiveSignal.Note(line)))
                .play(
                        DemoTasks.dyck.traffic(project.id(), traffic.tasks(), traffic.seed()),
                        () -> {
                            signals.accept(new LiveSignal.Drift());
                            seedModel.become(world.drifted());
                        },
                        answer -> signals.accept(new LiveSignal.Answered(answer)));
    }

    /** Each task has a user of its own, as in the demo. */
    private Answer answer(TaskSubmitted task) {
        String user = task.id().value();
        JsonNode reply = reply(Map.of("user", user, "text", task.input()));
        String id = reply.path("task").asText();
        double score = DirectAnswer.score(project.loop(), reply.path("answer").asText(), task);
        double chance = ContentHash.unit("known", user);
        if (chance < WITH_TRUTH) client.submit(id, user, task.input(), task.target());
        else if (chance < WITH_FEEDBACK)
            client.feedback(id, score > 0 ? UserFeedback.good() : UserFeedback.bad());
        String seed = requireNonNull(project.seed().onlyPrompt());
        return new Answer(
                score,
                DirectAnswer.score(new SimulatedModel(seedModel), project.loop(), seed, task));
    }

    private JsonNode reply(Map<String, String> question) {
        try {
            questions.write(JSON.writeValueAsString(question) + "\n");
            questions.flush();
            String line = answers.readLine();
            if (line == null) throw new IllegalStateException("the application has ended");
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        client.close();
        process.destroy();
        process.onExit().join();
    }
}
