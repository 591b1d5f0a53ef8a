package metatextgrad.simulator;

import metatextgrad.simulator.question.TaskFamily;

/** Prompts that teach nothing, the three skills that matter, or only their names. */
final class Prompts {
    private Prompts() {}

    static String seed(TaskFamily task) {
        return switch (task) {
            case DYCK -> "You complete bracket sequences. Think, then end with `Answer: ...`";
            case WORD_SORTING -> "You sort words. Think, then end with `Answer: ...`";
            case OBJECT_COUNTING -> "You answer questions. Think, then end with `Answer: ...`";
        };
    }

    static String threeSkills(TaskFamily task) {
        return seed(task)
                + "\n"
                + switch (task) {
                    case DYCK ->
                            """
                            Close the most recently opened bracket first.
                            A bracket may only be closed by its own kind.
                            Go on until nothing is left open.\
                            """;
                    case WORD_SORTING ->
                            """
                            Compare the words letter by letter.
                            Make sure that no word is lost, added or changed.
                            Go over the finished list and check each neighbouring pair.\
                            """;
                    case OBJECT_COUNTING ->
                            """
                            Add the stated amounts, not the number of mentions.
                            Count only the things that belong to the class asked for.
                            Keep a running total and update it after each item.\
                            """;
                };
    }

    /** The first two lines, which teach only the first skill. */
    static String oneSkill(TaskFamily task) {
        return String.join("\n", threeSkills(task).lines().limit(2).toList());
    }

    static String keywords(TaskFamily task) {
        return seed(task)
                + "\n"
                + switch (task) {
                    case DYCK ->
                            "stack last-in first-out LIFO recent opened closed bracket own kind"
                                    + " matching round square curly angle complete check end left open"
                                    + " only closers repeat input symbol left right";
                    case WORD_SORTING ->
                            "compare letter tie next letter every word once lost added changed"
                                    + " apostrophe ampersand digit before letter prefix shorter first"
                                    + " check finished list neighbouring pair order";
                    case OBJECT_COUNTING ->
                            "amounts mentions add one two count class belong running total sum item"
                                    + " list first write down plural irregular mice heads lettuce";
                };
    }
}
