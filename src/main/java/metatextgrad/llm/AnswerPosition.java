package metatextgrad.llm;

/** The position of an answer in the log of its requester. */
public record AnswerPosition(Requester requester, int partition, long offset) {}
