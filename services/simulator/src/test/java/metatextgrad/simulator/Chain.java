package metatextgrad.simulator;

import java.util.List;
import java.util.function.UnaryOperator;
import metatextgrad.simulator.question.TaskFamily;

/** Programs of one call, and chains of planner, solver and checker that see prior output. */
record Chain(RoleClient client) {
    static final String PLANNER =
            "You plan for somebody who comes after you. Write down how to proceed, and do not answer yourself.";
    static final String CHECKER =
            "You get a draft answer. Verify the draft, and correct it if it is wrong. End with `Answer: ...`";

    /** One sentence for each skill of a task, those that matter in most worlds first. */
    static List<String> sentences(TaskFamily task) {
        return switch (task) {
            case DYCK ->
                    List.of(
                            "Close the most recently opened bracket first.",
                            "A bracket may only be closed by its own kind.",
                            "Go on until nothing is left open.",
                            "Do not repeat the input.",
                            "Read the sequence from left to right, one symbol at a time.");
            case WORD_SORTING ->
                    List.of(
                            "Compare the words letter by letter.",
                            "Make sure that no word is lost, added or changed.",
                            "Go over the finished list and check each neighbouring pair.",
                            "Apostrophes and digits come before letters.",
                            "A word that is the beginning of another comes first.");
            case OBJECT_COUNTING ->
                    List.of(
                            "Add the stated amounts, not the number of mentions.",
                            "Count only the things that belong to the class asked for.",
                            "Keep a running total and update it after each item.",
                            "Write down each item with its amount before adding.",
                            "Treat unusual plurals such as mice as their item.");
        };
    }

    static String prompt(TaskFamily task, int skills) {
        return Prompts.seed(task) + "\n" + String.join("\n", sentences(task).subList(0, skills));
    }

    /** The message of a call with two inputs. */
    static String message(String question, String from, String text) {
        return "task:\n" + question + "\n\n" + from + ":\n" + text;
    }

    String planned(TaskFamily task, String question) {
        return client.answer(PLANNER + "\n" + sentences(task).get(1), question, 0);
    }

    String solved(TaskFamily task, String question) {
        return client.answer(
                prompt(task, 1), message(question, "planner", planned(task, question)), 0);
    }

    String checked(TaskFamily task, String question) {
        return client.answer(
                CHECKER + "\n" + sentences(task).get(2),
                message(question, "solver", solved(task, question)),
                0);
    }

    double accuracy(TaskFamily task, List<String> questions) {
        return share(questions, question -> checked(task, question));
    }

    static double share(List<String> questions, UnaryOperator<String> program) {
        return questions.stream()
                        .filter(
                                one ->
                                        program.apply(one)
                                                .endsWith("Answer: " + Items.read(one).target()))
                        .count()
                / (double) questions.size();
    }

    double bestPrompt(TaskFamily task, List<String> questions) {
        return List.of(1, 2, 3, 5).stream()
                .mapToDouble(skills -> client.accuracy(prompt(task, skills), questions))
                .max()
                .orElseThrow();
    }
}
