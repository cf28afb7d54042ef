// tlog_peer checks what Goodgate writes with golang.org/x/mod/sumdb, an implementation of signed notes and Merkle trees
// that is not ours. It reads one command a line and answers each with "ok …" or "no …".
//
//	proof FILE VKEY COMMITMENT          a .tlog-proof and the hexadecimal commitment of its entry
//	checkpoint FILE VKEY                a signed checkpoint
//	consistency OLD NEW VKEY HASH,…     two checkpoints and the hexadecimal hashes between them, "-" for none
//	sign FILE SKEY OUT                  signs the text of a file as a note
package main

import (
	"bufio"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

var strict = base64.StdEncoding.Strict()

type head struct {
	origin string
	tree   tlog.Tree
}

// hashOf reads a hash that has exactly one text.
func hashOf(text string) (hash tlog.Hash, err error) {
	bytes, err := strict.DecodeString(text)
	if err != nil || len(bytes) != tlog.HashSize || strict.EncodeToString(bytes) != text {
		return hash, errors.New("no hash: " + text)
	}
	copy(hash[:], bytes)
	return hash, nil
}

func decimal(text string) (int64, error) {
	number, err := strconv.ParseInt(text, 10, 64)
	if err != nil || number < 0 || strconv.FormatInt(number, 10) != text {
		return 0, errors.New("no number: " + text)
	}
	return number, nil
}

func openCheckpoint(text []byte, vkey string) (head, error) {
	verifier, err := note.NewVerifier(vkey)
	if err != nil {
		return head{}, err
	}
	opened, err := note.Open(text, note.VerifierList(verifier))
	if err != nil {
		return head{}, err
	}
	// note.Open takes unused bits in a signature's base 64 as they are.
	for _, signature := range opened.Sigs {
		if _, err := strict.DecodeString(signature.Base64); err != nil {
			return head{}, err
		}
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || lines[0] != verifier.Name() {
		return head{}, errors.New("no checkpoint of " + verifier.Name())
	}
	size, err := decimal(lines[1])
	if err != nil {
		return head{}, err
	}
	root, err := hashOf(lines[2])
	return head{lines[0], tlog.Tree{N: size, Hash: root}}, err
}

func checkpoint(file, vkey string) (head, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return head{}, err
	}
	return openCheckpoint(text, vkey)
}

func proof(file, vkey, commitment string) (string, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return "", err
	}
	entry, err := hex.DecodeString(commitment)
	if err != nil {
		return "", err
	}
	parts := strings.SplitN(string(text), "\n\n", 2)
	lines := strings.Split(parts[0], "\n")
	if len(parts) != 2 || len(lines) < 2 || lines[0] != "c2sp.org/tlog-proof@v1" || !strings.HasPrefix(lines[1], "index ") {
		return "", errors.New("no proof")
	}
	index, err := decimal(lines[1][len("index "):])
	if err != nil {
		return "", err
	}
	var path tlog.RecordProof
	for _, line := range lines[2:] {
		hash, err := hashOf(line)
		if err != nil {
			return "", err
		}
		path = append(path, hash)
	}
	signed, err := openCheckpoint([]byte(parts[1]), vkey)
	if err != nil {
		return "", err
	}
	err = tlog.CheckRecord(path, signed.tree.N, signed.tree.Hash, index, tlog.RecordHash(entry))
	return fmt.Sprintf("entry %d of %d of %s", index, signed.tree.N, signed.origin), err
}

func consistency(older, newer, vkey, hashes string) (string, error) {
	before, err := checkpoint(older, vkey)
	if err != nil {
		return "", err
	}
	after, err := checkpoint(newer, vkey)
	if err != nil {
		return "", err
	}
	var path tlog.TreeProof
	for _, text := range strings.Split(hashes, ",") {
		if text == "-" {
			break
		}
		bytes, err := hex.DecodeString(text)
		if err != nil || len(bytes) != tlog.HashSize {
			return "", errors.New("no hash: " + text)
		}
		path = append(path, tlog.Hash(*(*[tlog.HashSize]byte)(bytes)))
	}
	err = tlog.CheckTree(path, after.tree.N, after.tree.Hash, before.tree.N, before.tree.Hash)
	return fmt.Sprintf("%d begins with %d", after.tree.N, before.tree.N), err
}

func sign(file, skey, out string) (string, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return "", err
	}
	signer, err := note.NewSigner(skey)
	if err != nil {
		return "", err
	}
	signed, err := note.Sign(&note.Note{Text: string(text)}, signer)
	if err != nil {
		return "", err
	}
	return "signed by " + signer.Name(), os.WriteFile(out, signed, 0o600)
}

func answer(words []string) (string, error) {
	switch {
	case len(words) == 4 && words[0] == "proof":
		return proof(words[1], words[2], words[3])
	case len(words) == 3 && words[0] == "checkpoint":
		signed, err := checkpoint(words[1], words[2])
		return fmt.Sprintf("%s %d", signed.origin, signed.tree.N), err
	case len(words) == 5 && words[0] == "consistency":
		return consistency(words[1], words[2], words[3], words[4])
	case len(words) == 4 && words[0] == "sign":
		return sign(words[1], words[2], words[3])
	}
	return "", errors.New("no such command")
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		said, err := answer(strings.Fields(lines.Text()))
		if err != nil {
			fmt.Println("no", strings.ReplaceAll(err.Error(), "\n", " "))
			continue
		}
		fmt.Println("ok", said)
	}
}
