package metatextgrad.cli.demo;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.locks.LockSupport;
import metatextgrad.client.Prompt;
import metatextgrad.client.PromptClient;
import metatextgrad.client.UserFeedback;
import metatextgrad.config.Settings;
import metatextgrad.llm.LanguageModel;
import metatextgrad.model.ContentHash;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.Project;
import metatextgrad.process.Exit;

/**
 * An application and its users, with the client that applications have. For each task it reads
 * which prompt to use, calls the model, and reports the task and its answer. Most tasks have their
 * right answer; of some, users state later whether the answer was good; of others nothing becomes
 * known. Used by one thread.
 */
public final class DemoApplication implements AutoCloseable {
    /** After this time users give feedback: on the clock of the demo, after some hours. */
    private static final Duration LATE = Duration.ofSeconds(1);

    private static final double WITH_TRUTH = .8;
    private static final double WITH_FEEDBACK = .9;

    private final Project project;
    private final LanguageModel model;
    private final PromptClient client;
    private final String seedPrompt;
    private final Queue<Late> late = new ArrayDeque<>();

    /** An answer on which a user will give feedback. */
    private record Late(long since, String task, boolean good) {}

    /**
     * An answer, and what the seed prompt would have answered.
     *
     * @param score of the version that answered, from 0 to 1
     * @param frozen score of the seed prompt on the same task
     */
    public record Answer(double score, double frozen) {
        /** Returns the mean score; 0 without answers. */
        public static double served(List<Answer> answers) {
            return answers.stream().mapToDouble(Answer::score).average().orElse(0);
        }

        /** Returns the mean score of the seed prompt; 0 without answers. */
        public static double frozen(List<Answer> answers) {
            return answers.stream().mapToDouble(Answer::frozen).average().orElse(0);
        }
    }

    /** Connects; the project need not serve anything yet. */
    public DemoApplication(Settings settings, Project project, LanguageModel model) {
        this(settings.client(), settings.prefix(), project, model);
    }

    /**
     * As the other constructor.
     *
     * @param kafka settings of Kafka's clients
     * @param prefix of all topics
     */
    public DemoApplication(
            Map<String, ?> kafka, String prefix, Project project, LanguageModel model) {
        this.project = project;
        this.model = model;
        seedPrompt = requireNonNull(project.seed().onlyPrompt());
        client = PromptClient.builder(kafka, project.id().value()).prefix(prefix).connect();
    }

    /**
     * Waits until the project serves a version.
     *
     * @throws EnvironmentProblem if it serves none in this time
     */
    public void start(Duration wait) {
        long end = System.nanoTime() + wait.toNanos();
        while (client.prompt("any").isEmpty()) {
            if (System.nanoTime() > end)
                throw Exit.NOT_FOUND.problem(
                        "project %s serves no version: start it with mtg adapt start %s",
                        project.id(), project.id());
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }

    /** Answers a task with the served prompt, and reports both. */
    public Answer serve(TaskSubmitted task) {
        String id = task.id().value();
        Prompt prompt = client.prompt(id).orElseThrow();
        String text = prompt.text();
        if (text == null)
            throw Exit.CONFIGURATION.problem(
                    "project %s serves a program of several calls, which this application cannot make",
                    project.id());
        String output = DirectAnswer.text(model, project.loop(), text, task);
        double score = DirectAnswer.score(project.loop(), output, task);
        double chance = ContentHash.unit("known", id);
        client.submit(id, id, task.input(), chance < WITH_TRUTH ? task.target() : null);
        client.report(id, prompt, output);
        if (chance >= WITH_TRUTH && chance < WITH_FEEDBACK)
            late.add(new Late(System.nanoTime(), id, score > 0));
        giveFeedback();
        double frozen =
                text.equals(seedPrompt)
                        ? score
                        : DirectAnswer.score(model, project.loop(), seedPrompt, task);
        return new Answer(score, frozen);
    }

    private void giveFeedback() {
        long due = System.nanoTime() - LATE.toNanos();
        while (!late.isEmpty() && late.peek().since() <= due) {
            Late one = late.remove();
            client.feedback(one.task(), one.good() ? UserFeedback.good() : UserFeedback.bad());
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
