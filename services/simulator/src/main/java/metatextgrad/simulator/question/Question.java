package metatextgrad.simulator.question;

/** A question that was found in a text and can be solved. */
public sealed interface Question permits BracketQuestion, SortingQuestion, CountingQuestion {
    TaskFamily task();

    /** The right answer. */
    String target();

    /** The text that identifies the question, independent of the text around it. */
    String identity();

    /** The number of its symbols, words or things. */
    int size();

    /** A question, and its place in the text that holds it. */
    record Found(Question question, int start, int end) {}
}
