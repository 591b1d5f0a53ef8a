package metatextgrad.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import metatextgrad.simulator.question.TaskFamily;
import metatextgrad.simulator.role.Role;

/** Measures the quantities in the {@code expect:} lines of worlds. */
record Measures(RoleClient client) {
    private static final String PLAIN = "You improve texts.";

    List<Double> of(String name) {
        return switch (name) {
            case "gain" -> perTask(task -> gain(task, PLAIN, 12, 11));
            case "right description over plain" -> List.of(rightDescription());
            case "chain over prompt" -> perTask(this::chain);
            case "copied items" -> perTask(this::copied);
            case "spread of paraphrases" -> perTask(this::spread);
            case "wrong verdicts" -> List.of(wrongVerdicts());
            default -> throw new IllegalArgumentException("no measure for " + name);
        };
    }

    private static List<Double> perTask(Function<TaskFamily, Double> measure) {
        return Stream.of(TaskFamily.values()).map(measure).toList();
    }

    /**
     * Hill climbing: criticises three answers, rewrites, and keeps a better score on fifty items.
     */
    private double gain(TaskFamily task, String description, int steps, int seed) {
        List<String> train = Items.of(task, seed, 3 * steps);
        List<String> heldOut = Items.of(task, 12, 50);
        List<String> test = Items.of(task, 13, 500);
        String best = Prompts.seed(task);
        double score = client.accuracy(best, heldOut);
        for (int step = 0; step < steps; step++) {
            String prompt = best;
            List<String> criticisms = new ArrayList<>();
            for (String item : train.subList(3 * step, 3 * step + 3)) {
                String answer = client.answer(prompt, item, step);
                criticisms.add(client.criticism(prompt, item, answer, step));
            }
            String next = client.improved(description, prompt, criticisms, step);
            double nextScore = client.accuracy(next, heldOut);
            if (nextScore > score) {
                best = next;
                score = nextScore;
            }
        }
        return client.accuracy(best, test) - client.accuracy(Prompts.seed(task), test);
    }

    /**
     * The gain of short searches whose description names the skills, over searches with a plain
     * one.
     */
    private double rightDescription() {
        double[] differences =
                Stream.of(TaskFamily.values())
                        .flatMapToDouble(
                                task ->
                                        IntStream.range(20, 28)
                                                .mapToDouble(
                                                        seed ->
                                                                gain(task, right(task), 4, seed)
                                                                        - gain(
                                                                                task, PLAIN, 4,
                                                                                seed)))
                        .toArray();
        System.out.printf(
                "standard error %.3f%n", deviation(differences) / Math.sqrt(differences.length));
        return mean(differences);
    }

    private static double mean(double[] values) {
        return DoubleStream.of(values).average().orElseThrow();
    }

    private static double deviation(double[] values) {
        double mean = mean(values);
        double squares = DoubleStream.of(values).map(value -> Math.pow(value - mean, 2)).sum();
        return Math.sqrt(squares / (values.length - 1));
    }

    private static String right(TaskFamily task) {
        return PLAIN + " What matters: " + String.join(" ", Chain.sentences(task).subList(0, 3));
    }

    private double chain(TaskFamily task) {
        List<String> items = Items.of(task, 14, 400);
        Chain chain = new Chain(client);
        return chain.accuracy(task, items) - chain.bestPrompt(task, items);
    }

    /** Accuracy on items whose question and answer are in the prompt. */
    private double copied(TaskFamily task) {
        return client.accuracy(withCopies(task), copies(task));
    }

    static List<String> copies(TaskFamily task) {
        return Items.of(task, 15, 20);
    }

    static String withCopies(TaskFamily task) {
        var prompt = new StringBuilder(Prompts.seed(task));
        for (String item : copies(task)) {
            var question = Items.read(item);
            prompt.append("\nKnown case: ")
                    .append(question.identity())
                    .append(" gives ")
                    .append(question.target())
                    .append('.');
        }
        return prompt.toString();
    }

    /** Standard deviation of the accuracy under ten wordings that teach the same skill. */
    private double spread(TaskFamily task) {
        List<String> items = Items.of(task, 16, 200);
        double[] scores =
                IntStream.range(0, 10)
                        .mapToDouble(
                                i ->
                                        client.accuracy(
                                                "This is wording %d.\n%s"
                                                        .formatted(i, Prompts.oneSkill(task)),
                                                items))
                        .toArray();
        return deviation(scores);
    }

    private double wrongVerdicts() {
        return IntStream.range(0, 1000).filter(seed -> !verdict(seed).equals("<V>1</V>")).count()
                / 1000.0;
    }

    private String verdict(int seed) {
        String user =
                "<TRUTH>] )</TRUTH><PREDICTION>Answer: ] )</PREDICTION> Write 1 or 0 inside <V></V>.";
        return RoleClient.content(
                client.reply(RoleClient.request(Role.JUDGE, "You compare.", user, seed)));
    }
}
