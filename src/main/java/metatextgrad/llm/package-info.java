/** Requests to models, their answers, and the contract of a model client. */
package metatextgrad.llm;
