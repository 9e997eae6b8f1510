// Calls as other people's Go clients make them: what goes over the wire is theirs, the words are ours. A line for each.
package main

import (
	"crypto/md5"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"sort"
	"strings"
	"time"
)

type row struct {
	Respcd      string  `json:"respcd"`
	Syssn       string  `json:"syssn"`
	GoodsDetail *string `json:"goods_detail"`
	Udid        *string `json:"udid"`
}

type answer struct {
	Respcd  string `json:"respcd"`
	Resperr string `json:"resperr"`
	Syssn   string `json:"syssn"`
	Qrcode  string `json:"qrcode"`
	Data    []row  `json:"data"`
}

var serial int

func now() string { return time.Now().Format("2006-01-02 15:04:05") }

func payment(own map[string]string) map[string]string {
	serial++
	number := fmt.Sprintf("GO%d%04d", os.Getpid(), serial)
	fields := map[string]string{"txamt": "1280", "txcurrcd": "HKD", "pay_type": "800201", "out_trade_no": number, "txdtm": now()}
	for name, value := range own {
		fields[name] = value
	}
	return fields
}

func signed(fields map[string]string) string {
	pairs := []string{}
	for name, value := range fields {
		pairs = append(pairs, name+"="+value)
	}
	sort.Strings(pairs)
	return fmt.Sprintf("%X", md5.Sum([]byte(strings.Join(pairs, "&")+os.Getenv("QFPAY_KEY"))))
}

func send(method, name string, fields map[string]string) answer {
	form := url.Values{}
	for field, value := range fields {
		form.Set(field, value)
	}
	target, body := os.Getenv("QFPAY_BASE_URL")+"/trade/v1/"+name, form.Encode()
	if method == "GET" {
		target, body = target+"?"+body, ""
	}
	request, _ := http.NewRequest(method, target, strings.NewReader(body))
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	request.Header.Set("X-QF-APPCODE", os.Getenv("QFPAY_APPCODE"))
	request.Header.Set("X-QF-SIGN", signed(fields))
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return answer{Respcd: err.Error()}
	}
	defer response.Body.Close()
	text, _ := io.ReadAll(response.Body)
	var read answer
	if json.Unmarshal(text, &read) != nil {
		read.Respcd = fmt.Sprintf("HTTP %d", response.StatusCode)
	}
	return read
}

func tell(habit string, got answer, good bool) {
	if !good {
		got.Respcd = fmt.Sprintf("wrong answer: %+v", got)
	}
	fmt.Printf("%s\t%s\n", habit, got.Respcd)
}

func main() {
	// A small client for a till: it pays, asks by number and by syssn, and closes with the time of the close, by POST.
	order := payment(map[string]string{"goods_name": "tea"})
	made := send("POST", "payment", order)
	tell("go-payment", made, made.Qrcode != "")
	found := send("POST", "query", map[string]string{"syssn": made.Syssn})
	one := len(found.Data) == 1 && found.Data[0].Syssn == made.Syssn
	tell("query-rows-with-goods-detail-and-udid", found, one && found.Data[0].GoodsDetail != nil && found.Data[0].Udid != nil)
	later := time.Now().Add(5 * time.Second).Format("2006-01-02 15:04:05")
	closed := map[string]string{"syssn": made.Syssn, "txamt": "1280", "txdtm": later}
	tell("close-by-post-with-now", send("POST", "close", closed), true)
	tell("query-of-an-unknown-number", send("POST", "query", map[string]string{"out_trade_no": "NEVER"}), true)

	// Another one's own test: a name of 23 characters with a full-width colon, and an mchid that is empty.
	named := payment(map[string]string{"goods_name": "订单号：B190925121912999938"})
	tell("goods-name-of-23", send("POST", "payment", named), true)
	marked := payment(map[string]string{"goods_name": "No. #1 (a&b)"})
	tell("goods-name-with-punctuation", send("POST", "payment", marked), true)
	tell("empty-mchid", send("POST", "payment", payment(map[string]string{"mchid": ""})), true)
}
