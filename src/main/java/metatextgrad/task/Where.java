package metatextgrad.task;

/**
 * Where in a reply the answer stands.
 *
 * @param words what it is called in criticism
 * @param find reply in, answer out
 */
record Where(String words, Form find) {
    private static final String LINE = "`Answer:` line";

    static final Where ANSWER_LINE = new Where(LINE, AnswerLine::of);

    /** The form looks for the line itself. */
    static final Where REPLY = new Where(LINE, reply -> reply);
}
